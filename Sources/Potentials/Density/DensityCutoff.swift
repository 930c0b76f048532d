/// The factor that takes the radial functions of a density potential to zero at the cutoff.
public enum DensityCutoff: String, Sendable, Hashable, Codable, CaseIterable {
  /// (1 − r²/r_c²)⁴, three continuous derivatives: the default, and the cheapest.
  case quartic
  /// ½ (1 + cos πr/r_c), one continuous derivative: Hessians jump at the cutoff.
  case cosine
  /// tanh³(1 − r/r_c), two continuous derivatives.
  case hyperbolicTangent = "tanh"
  /// exp(1 − 1/(1 − r²/r_c²)), all derivatives continuous.
  case exponential
  /// A polynomial in r/r_c with one continuous derivative.
  case polynomial1
  /// A polynomial in r/r_c with two continuous derivatives.
  case polynomial2
  /// A polynomial in r/r_c with three continuous derivatives.
  case polynomial3
  /// A polynomial in r/r_c with four continuous derivatives.
  case polynomial4

  /// The same function in terms of the distance; `nil` for the default, which the basis computes from its square.
  package var function: CutoffFunction? {
    switch self {
    case .quartic: nil
    case .cosine: CutoffFunction(.cosine)
    case .hyperbolicTangent: CutoffFunction(.hyperbolicTangent)
    case .exponential: CutoffFunction(.exponential)
    case .polynomial1: CutoffFunction(.polynomial1)
    case .polynomial2: CutoffFunction(.polynomial2)
    case .polynomial3: CutoffFunction(.polynomial3)
    case .polynomial4: CutoffFunction(.polynomial4)
    }
  }

  /// f_c at a distance of at most the cutoff.
  func value(at distance: Double, cutoff: Double) -> Double {
    if let function { return function.evaluate(Real<Double>(distance), cutoff: cutoff).value.real }
    let inside = 1 - distance * distance / (cutoff * cutoff)
    return inside * inside * inside * inside
  }
}
