/// The shape of a compact symmetry function between two ends, in the notation of n2p2.
///
/// C(x; l, r) = f(y) with y = |x − (l + r)/2|/((r − l)/2), zero from y = 1 on. The asymmetric form, of distances only, puts
/// (2 − y) y in the place of y (M. P. Bircher, A. Singraber, C. Dellago 2021, doi:10.1088/2632-2153/abf817).
public struct CompactShape: Sendable, Hashable, BitwiseCopyable {
  /// The function f.
  public var step: SmoothStep

  /// Whether distances use the asymmetric form.
  public var isAsymmetric: Bool

  /// Creates a shape.
  public init(_ step: SmoothStep, isAsymmetric: Bool = false) {
    self.step = step
    self.isAsymmetric = isAsymmetric
  }

  /// The value and the slope of C(x; l, r).
  @inline(__always)
  package func evaluate<J: Jet>(
    _ x: J, from left: J.Scalar, to right: J.Scalar, asymmetric: Bool
  ) -> (value: J, slope: J) {
    let inverseHalfWidth = 2 / (right - left)
    let signed = inverseHalfWidth * (x - J(constant: (left + right) / 2))
    let minus = J.zero - signed
    // |y| and its slope, both exact on either side of the center.
    let y = signed.keeping(wherePositive: signed.real) + minus.keeping(wherePositive: minus.real)
    let side = J.L(repeating: inverseHalfWidth).keeping(wherePositive: signed.real)
      - J.L(repeating: inverseHalfWidth).keeping(wherePositive: minus.real)
    guard asymmetric else {
      let (value, slope) = step.evaluate(y)
      return (value, side * slope)
    }
    let two = J(constant: 2)
    let inside = J.L(repeating: 1) - y.real
    let (value, slope) = step.evaluate((two - y) * y)
    // (2 − y) y falls again beyond y = 1.
    return (
      value.keeping(wherePositive: inside),
      (side * ((two - (y + y)) * slope)).keeping(wherePositive: inside)
    )
  }
}
