internal import Foundation

/// The activation function of a layer, with the letter that n2p2 has for it.
public enum Activation: String, Sendable, Hashable, CaseIterable, BitwiseCopyable {
  case identity = "l"
  case hyperbolicTangent = "t"
  /// 1/(1 + e^−x).
  case logistic = "s"
  /// ln(1 + eˣ).
  case softplus = "p"
  /// max(x, 0).
  case rectifier = "r"
  /// exp(−x²/2).
  case gaussian = "g"
  case cosine = "c"
  /// 1 − 1/(1 + e^−x).
  case reversedLogistic = "S"
  /// e^−x.
  case exponential = "e"
  /// x².
  case square = "h"

  /// The value and the slope at a point.
  package func evaluate<J: Jet>(_ x: J) -> (value: J, slope: J) {
    let one = J(constant: 1)
    switch self {
    case .identity:
      return (x, one)
    case .hyperbolicTangent:
      let t = x.hyperbolicTangent()
      return (t, one - t * t)
    case .logistic:
      let s = Self.logistic(x)
      return (s, s * (one - s))
    case .reversedLogistic:
      let s = Self.logistic(J.zero - x)
      return (s, J.zero - s * (one - s))
    case .softplus:
      let s = Self.logistic(x)
      let value = x.real.lanewise { $0 > 0 ? $0 + log1p(exp(-$0)) : log1p(exp($0)) }
      return (x.mapped(value, s.real, s.real * (J.L(repeating: 1) - s.real)), s)
    case .rectifier:
      return (x.keeping(wherePositive: x.real), one.keeping(wherePositive: x.real))
    case .gaussian:
      let g = (-0.5 * (x * x)).exponential()
      return (g, J.zero - x * g)
    case .cosine:
      let (c, s) = (x.real.lanewise(cos), x.real.lanewise(sin))
      return (x.mapped(c, -s, -c), x.mapped(-s, -c, s))
    case .exponential:
      let e = (J.zero - x).exponential()
      return (e, J.zero - e)
    case .square:
      return (x * x, x + x)
    }
  }

  /// ½ + ½ tanh(x/2), which does not overflow.
  @inline(__always)
  private static func logistic<J: Jet>(_ x: J) -> J {
    J(constant: 0.5) + 0.5 * (0.5 * x).hyperbolicTangent()
  }
}
