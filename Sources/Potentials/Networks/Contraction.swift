/// Products of one real matrix, the same for all lanes, with vectors of jets.
package enum Contraction<J: Jet> {
  /// Computes y_m = Σ_k matrix[k][m] x_k for a matrix of `inputs` rows and `outputs` columns, or adds it to y.
  ///
  /// A register tile of outputs is carried through the loop over inputs, so that each step loads one
  /// jet and broadcasts one matrix element for every fused multiply-add.
  @inline(__always)
  package static func apply(
    _ matrix: UnsafePointer<J.Scalar>, inputs: Int, outputs: Int, to x: UnsafePointer<J>,
    into y: UnsafeMutablePointer<J>, adding: Bool = false
  ) {
    var m = 0
    if J.componentCount <= 2 {
      while m &+ 8 <= outputs {
        tile8(matrix + m, inputs: inputs, stride: outputs, x, y + m, adding)
        m &+= 8
      }
    }
    while m &+ 4 <= outputs {
      tile4(matrix + m, inputs: inputs, stride: outputs, x, y + m, adding)
      m &+= 4
    }
    while m &+ 2 <= outputs {
      tile2(matrix + m, inputs: inputs, stride: outputs, x, y + m, adding)
      m &+= 2
    }
    if m < outputs {
      var sum = adding ? y[m] : .zero
      for k in 0..<inputs { sum.add(matrix[k &* outputs &+ m], times: x[k]) }
      y[m] = sum
    }
  }

  @inline(__always)
  private static func tile8(
    _ matrix: UnsafePointer<J.Scalar>, inputs: Int, stride: Int, _ x: UnsafePointer<J>,
    _ y: UnsafeMutablePointer<J>, _ adding: Bool
  ) {
    var s0 = J.zero, s1 = J.zero, s2 = J.zero, s3 = J.zero
    var s4 = J.zero, s5 = J.zero, s6 = J.zero, s7 = J.zero
    if adding {
      (s0, s1, s2, s3) = (y[0], y[1], y[2], y[3])
      (s4, s5, s6, s7) = (y[4], y[5], y[6], y[7])
    }
    var row = matrix
    for k in 0..<inputs {
      let v = x[k]
      s0.add(row[0], times: v)
      s1.add(row[1], times: v)
      s2.add(row[2], times: v)
      s3.add(row[3], times: v)
      s4.add(row[4], times: v)
      s5.add(row[5], times: v)
      s6.add(row[6], times: v)
      s7.add(row[7], times: v)
      row += stride
    }
    (y[0], y[1], y[2], y[3]) = (s0, s1, s2, s3)
    (y[4], y[5], y[6], y[7]) = (s4, s5, s6, s7)
  }

  @inline(__always)
  private static func tile4(
    _ matrix: UnsafePointer<J.Scalar>, inputs: Int, stride: Int, _ x: UnsafePointer<J>,
    _ y: UnsafeMutablePointer<J>, _ adding: Bool
  ) {
    var s0 = J.zero, s1 = J.zero, s2 = J.zero, s3 = J.zero
    if adding { (s0, s1, s2, s3) = (y[0], y[1], y[2], y[3]) }
    var row = matrix
    for k in 0..<inputs {
      let v = x[k]
      s0.add(row[0], times: v)
      s1.add(row[1], times: v)
      s2.add(row[2], times: v)
      s3.add(row[3], times: v)
      row += stride
    }
    (y[0], y[1], y[2], y[3]) = (s0, s1, s2, s3)
  }

  @inline(__always)
  private static func tile2(
    _ matrix: UnsafePointer<J.Scalar>, inputs: Int, stride: Int, _ x: UnsafePointer<J>,
    _ y: UnsafeMutablePointer<J>, _ adding: Bool
  ) {
    var s0 = J.zero, s1 = J.zero
    if adding { (s0, s1) = (y[0], y[1]) }
    var row = matrix
    for k in 0..<inputs {
      let v = x[k]
      s0.add(row[0], times: v)
      s1.add(row[1], times: v)
      row += stride
    }
    (y[0], y[1]) = (s0, s1)
  }
}
