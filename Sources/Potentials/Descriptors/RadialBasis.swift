/// Chebyshev polynomials of a stretched distance times a smooth cutoff.
///
/// f_k(r) = T_k(x) f_c(r) with x = 2 (y − y_c)/(1 − y_c) − 1, y = 1/(1 + r²/s²), and by default f_c = (1 − r²/r_c²)⁴. Both
/// are functions of r², f_k and three of its derivatives vanish at the cutoff, and x resolves short distances
/// finely. Beyond the cutoff everything is zero.
package struct RadialBasis<J: Jet> {
  /// The number of functions.
  package let count: Int

  private let cutoffRadius: J.Scalar
  private let inverseCutoffSquare: J.Scalar
  private let inverseScaleSquare: J.Scalar
  private let slope: J.Scalar
  private let intercept: J.Scalar

  /// Creates the basis for a cutoff radius and a length scale, both in Å.
  package init(count: Int, cutoff: Double, scale: Double) {
    self.count = count
    cutoffRadius = J.Scalar(cutoff)
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
    /// The cutoff function, and its derivative with respect to r².
    package var cutoff: J
    package var slope: J
  }

  /// Maps a squared distance (Å²).
  @inline(__always)
  package func point(squaredDistance: J) -> Point {
    let one = J(constant: 1)
    let y = (one + inverseScaleSquare * squaredDistance).reciprocal()
    let w = one - inverseCutoffSquare * squaredDistance
    let inside = w.keeping(wherePositive: w.real)
    let square = inside * inside
    return Point(
      y: y, x: J(constant: intercept) + slope * y, cutoff: square * square,
      slope: (-4 * inverseCutoffSquare) * (square * inside))
  }

  /// Puts another cutoff function in the place of the default one.
  ///
  /// - Parameters:
  ///   - distance: r in Å.
  ///   - inverse: 1/r.
  @inline(__always)
  package func replaceCutoff(_ point: inout Point, by function: CutoffFunction, distance: J, inverse: J) {
    let (value, slope) = function.evaluate(distance, cutoff: cutoffRadius)
    point.cutoff = value
    point.slope = 0.5 * (inverse * slope)
  }

  /// Computes all f_k into `output`.
  @inline(__always)
  package func evaluate(_ point: Point, into output: UnsafeMutablePointer<J>) {
    let cutoff = point.cutoff
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
    let alongX = (-slope * inverseScaleSquare) * (point.y * point.y * point.cutoff * derivative)
    return alongX + point.slope * value
  }
}
