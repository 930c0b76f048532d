/// A function that falls from 1 at 0 to 0 at 1, flat at both ends: the common core of cutoff functions and of
/// compact symmetry functions.
public enum SmoothStep: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  /// exp(1 − 1/(1 − x²)), all derivatives continuous.
  case exponential
  /// (2x − 3)x² + 1, one continuous derivative.
  case polynomial1
  /// ((15 − 6x)x − 10)x³ + 1, two continuous derivatives.
  case polynomial2
  /// (x(x(20x − 70) + 84) − 35)x⁴ + 1, three continuous derivatives.
  case polynomial3
  /// (x(x((315 − 70x)x − 540) + 420) − 126)x⁵ + 1, four continuous derivatives.
  case polynomial4

  /// The value and the slope at a point; 0 from 1 on.
  ///
  /// - Parameter x: Not negative.
  @inline(__always)
  package func evaluate<J: Jet>(_ x: J) -> (value: J, slope: J) {
    let one = J(constant: 1)
    switch self {
    case .exponential:
      // Below 1/700 the value is less than 1e-304, while the slope would be 0 · ∞.
      let u = one - x * x
      let inverse = u.reciprocal()
      let value = (one - inverse).exponential()
      let slope = -2 * (x * inverse * inverse * value)
      let condition = u.real - J.L(repeating: 1.0 / 700)
      return (value.keeping(wherePositive: condition), slope.keeping(wherePositive: condition))
    case .polynomial1: return polynomial(x, [2, 1], 6)
    case .polynomial2: return polynomial(x, [6, 3, 1], 30)
    case .polynomial3: return polynomial(x, [20, 10, 4, 1], 140)
    case .polynomial4: return polynomial(x, [70, 35, 15, 5, 1], 630)
    }
  }

  /// The polynomial of order n in factors, which unlike the powers of x lose no digits near 1:
  /// (1 − x)ⁿ⁺¹ Σ_k (n+k choose k) xᵏ with the slope −c xⁿ (1 − x)ⁿ.
  ///
  /// - Parameter coefficients: The binomials, highest power first.
  @inline(__always)
  private func polynomial<J: Jet, let count: Int>(
    _ x: J, _ coefficients: InlineArray<count, Double>, _ steepness: J.Scalar
  ) -> (value: J, slope: J) {
    let rest = J(constant: 1) - x
    let inside = rest.keeping(wherePositive: rest.real)
    var sum = J(constant: J.Scalar(coefficients[0]))
    var product = inside
    let base = x * inside
    var slope = J(constant: -steepness)
    for index in 1..<count {
      sum = sum * x + J(constant: J.Scalar(coefficients[index]))
      product = product * inside
      slope = slope * base
    }
    return (sum * product, slope)
  }
}
