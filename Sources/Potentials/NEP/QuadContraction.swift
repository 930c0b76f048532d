/// Products of matrices with four vectors of jets at once: one for each of four slots.
///
/// A tile of four vectors by two outputs stays in registers; each vector is a row of its array.
enum QuadContraction<J: Jet> {
  /// Computes y_s[j] = Σ_i matrix[i][j] x_s[i] for numbers that are the same for all lanes, `inputs` × `outputs`.
  @inline(__always)
  static func apply(
    _ matrix: UnsafePointer<J.Scalar>, inputs: Int, outputs: Int, to x: UnsafePointer<J>,
    into y: UnsafeMutablePointer<J>
  ) {
    apply(
      matrix, inputs: inputs, inputStride: outputs, outputs: outputs, outputStride: 1, to: x, into: y
    ) { $0.add($1, times: $2) }
  }

  /// Computes y_s[j] = Σ_i matrix(i, j) x_s[i] for a matrix of jets whose element (i, j) is at
  /// `i inputStride + j outputStride`.
  @inline(__always)
  static func apply(
    _ matrix: UnsafePointer<J>, inputs: Int, inputStride: Int, outputs: Int, outputStride: Int,
    to x: UnsafePointer<J>, into y: UnsafeMutablePointer<J>
  ) {
    apply(
      matrix, inputs: inputs, inputStride: inputStride, outputs: outputs, outputStride: outputStride, to: x, into: y
    ) { $0.add($1, times: $2) }
  }

  /// The same for elements of any kind, given how their product with a jet is added to a sum.
  @inline(__always)
  private static func apply<Element>(
    _ matrix: UnsafePointer<Element>, inputs: Int, inputStride: Int, outputs: Int, outputStride: Int,
    to x: UnsafePointer<J>, into y: UnsafeMutablePointer<J>, add: (inout J, Element, J) -> Void
  ) {
    let (x1, x2, x3) = (x + inputs, x + 2 &* inputs, x + 3 &* inputs)
    var j = 0
    while j &+ 2 <= outputs {
      var (s00, s01, s10, s11) = (J.zero, J.zero, J.zero, J.zero)
      var (s20, s21, s30, s31) = (J.zero, J.zero, J.zero, J.zero)
      var element = matrix + j &* outputStride
      for i in 0..<inputs {
        let (a, b) = (element[0], element[outputStride])
        let (v0, v1, v2, v3) = (x[i], x1[i], x2[i], x3[i])
        add(&s00, a, v0)
        add(&s01, b, v0)
        add(&s10, a, v1)
        add(&s11, b, v1)
        add(&s20, a, v2)
        add(&s21, b, v2)
        add(&s30, a, v3)
        add(&s31, b, v3)
        element += inputStride
      }
      let target = y + j
      (target[0], target[1], target[outputs], target[outputs &+ 1]) = (s00, s01, s10, s11)
      (target[2 &* outputs], target[2 &* outputs &+ 1]) = (s20, s21)
      (target[3 &* outputs], target[3 &* outputs &+ 1]) = (s30, s31)
      j &+= 2
    }
    if j < outputs {
      var (s0, s1, s2, s3) = (J.zero, J.zero, J.zero, J.zero)
      var element = matrix + j &* outputStride
      for i in 0..<inputs {
        let a = element[0]
        add(&s0, a, x[i])
        add(&s1, a, x1[i])
        add(&s2, a, x2[i])
        add(&s3, a, x3[i])
        element += inputStride
      }
      (y[j], y[outputs &+ j], y[2 &* outputs &+ j], y[3 &* outputs &+ j]) = (s0, s1, s2, s3)
    }
  }

  /// Adds Σ_s a_s[i] b_s[j] to sums[i][j], `rows` × `columns`.
  @inline(__always)
  static func accumulate(
    _ a: UnsafePointer<J>, rows: Int, _ b: UnsafePointer<J>, columns: Int,
    to sums: UnsafeMutablePointer<J>
  ) {
    var i = 0
    while i &+ 4 <= rows {
      var j = 0
      while j &+ 2 <= columns {
        let c = sums + (i &* columns &+ j)
        var (c00, c01, c10, c11) = (c[0], c[1], c[columns], c[columns &+ 1])
        var (c20, c21) = (c[2 &* columns], c[2 &* columns &+ 1])
        var (c30, c31) = (c[3 &* columns], c[3 &* columns &+ 1])
        var (left, right) = (a + i, b + j)
        for _ in 0..<4 {
          let (b0, b1) = (right[0], right[1])
          let (a0, a1, a2, a3) = (left[0], left[1], left[2], left[3])
          c00.add(a0, times: b0)
          c01.add(a0, times: b1)
          c10.add(a1, times: b0)
          c11.add(a1, times: b1)
          c20.add(a2, times: b0)
          c21.add(a2, times: b1)
          c30.add(a3, times: b0)
          c31.add(a3, times: b1)
          left += rows
          right += columns
        }
        (c[0], c[1], c[columns], c[columns &+ 1]) = (c00, c01, c10, c11)
        (c[2 &* columns], c[2 &* columns &+ 1]) = (c20, c21)
        (c[3 &* columns], c[3 &* columns &+ 1]) = (c30, c31)
        j &+= 2
      }
      if j < columns {
        for row in i..<i &+ 4 { accumulateOne(a + row, rows, b + j, columns, sums + (row &* columns &+ j)) }
      }
      i &+= 4
    }
    while i < rows {
      for j in 0..<columns { accumulateOne(a + i, rows, b + j, columns, sums + (i &* columns &+ j)) }
      i &+= 1
    }
  }

  @inline(__always)
  private static func accumulateOne(
    _ a: UnsafePointer<J>, _ rows: Int, _ b: UnsafePointer<J>, _ columns: Int,
    _ sum: UnsafeMutablePointer<J>
  ) {
    var s = sum[0]
    s.add(a[0], times: b[0])
    s.add(a[rows], times: b[columns])
    s.add(a[2 &* rows], times: b[2 &* columns])
    s.add(a[3 &* rows], times: b[3 &* columns])
    sum[0] = s
  }
}
