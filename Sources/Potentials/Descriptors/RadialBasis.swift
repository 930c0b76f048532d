/// Chebyshev polynomials of a stretched distance times a smooth cutoff.
///
/// f_k(r) = T_k(x) w⁴ with w = 1 − r²/r_c² and x = 2 (y − y_c)/(1 − y_c) − 1, y = 1/(1 + r²/s²). Both are
/// functions of r², f_k and three of its derivatives vanish at the cutoff, and x resolves short distances
/// finely. Beyond the cutoff everything is zero.
package struct RadialBasis<J: Jet> {
  /// The number of functions.
  package let count: Int

  private let inverseCutoffSquare: J.Scalar
  private let inverseScaleSquare: J.Scalar
  private let slope: J.Scalar
  private let intercept: J.Scalar

  /// Creates the basis for a cutoff radius and a length scale, both in Å.
  package init(count: Int, cutoff: Double, scale: Double) {
    self.count = count
    inverseCutoffSquare = J.Scalar(1 / (cutoff * cutoff))
    inverseScaleSquare = J.Scalar(1 / (scale * scale))
    let yAtCutoff = 1 / (1 + cutoff * cutoff / (scale * scale))
    slope = J.Scalar(2 / (1 - yAtCutoff))
    intercept = J.Scalar(-2 * yAtCutoff / (1 - yAtCutoff) - 1)
  }

  /// What the reverse sweep needs of the forward sweep.
  package struct Point: BitwiseCopyable {
    package var y: J
    package var x: J
    package var w: J
  }

  /// Maps a squared distance (Å²).
  @inline(__always)
  package func point(squaredDistance: J) -> Point {
    let one = J(constant: 1)
    let y = (one + inverseScaleSquare * squaredDistance).reciprocal()
    let w = one - inverseCutoffSquare * squaredDistance
    return Point(
      y: y, x: J(constant: intercept) + slope * y, w: w.keeping(wherePositive: w.real))
  }

  /// Computes all f_k into `output`.
  @inline(__always)
  package func evaluate(_ point: Point, into output: UnsafeMutablePointer<J>) {
    let square = point.w * point.w
    let cutoff = square * square
    let twice = point.x + point.x
    // The recurrence T_k = 2x T_(k−1) − T_(k−2) holds for the products with the cutoff as well.
    output[0] = cutoff
    if count > 1 { output[1] = point.x * cutoff }
    var k = 2
    while k < count {
      output[k] = twice * output[k &- 1] - output[k &- 2]
      k &+= 1
    }
  }

  /// The reverse sweep: the derivative of Σ adjoint_k f_k with respect to the squared distance.
  @inline(__always)
  package func reverse(_ point: Point, adjoint: UnsafePointer<J>) -> J {
    let twice = point.x + point.x
    // Σ a_k T_k and Σ a_k T'_k = Σ a_k k U_(k−1), both by upward recurrence.
    var previousT = J(constant: 1)
    var currentT = point.x
    var previousU = J.zero
    var currentU = J(constant: 1)
    var value = adjoint[0]
    var derivative = J.zero
    var k = 1
    while k < count {
      value.add(currentT, times: adjoint[k])
      derivative.add(J.Scalar(k), times: currentU * adjoint[k])
      let nextT = twice * currentT - previousT
      let nextU = twice * currentU - previousU
      (previousT, currentT) = (currentT, nextT)
      (previousU, currentU) = (currentU, nextU)
      k &+= 1
    }
    let square = point.w * point.w
    let alongX = (-slope * inverseScaleSquare) * (point.y * point.y * (square * square) * derivative)
    let alongCutoff = (-4 * inverseCutoffSquare) * (square * point.w * value)
    return alongX + alongCutoff
  }
}
