/// The function that the neurons of hidden layers apply.
public enum NetworkActivation: String, Sendable, Hashable, Codable, CaseIterable, BitwiseCopyable {
  /// tanh x.
  case hyperbolicTangent = "tanh"
  /// x/(1 + e^−x), which keeps large positive arguments (S. Elfwing, E. Uchibe, K. Doya 2018,
  /// doi:10.1016/j.neunet.2017.12.012).
  case sigmoidLinear = "silu"
  /// ln(1 + eˣ).
  case softplus
  /// exp(−x²/2).
  case gaussian

  /// The value and the slope at a point.
  package func evaluate<J: Jet>(_ x: J) -> (value: J, slope: J) {
    switch self {
    case .hyperbolicTangent: return Activation.hyperbolicTangent.evaluate(x)
    case .softplus: return Activation.softplus.evaluate(x)
    case .gaussian: return Activation.gaussian.evaluate(x)
    case .sigmoidLinear:
      let (gate, rise) = Activation.logistic.evaluate(x)
      return (x * gate, gate + x * rise)
    }
  }
}
