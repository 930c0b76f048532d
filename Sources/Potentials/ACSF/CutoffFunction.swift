internal import Foundation

/// The factor that takes a Gaussian symmetry function to zero at its cutoff radius, in the numbering of n2p2.
///
/// f_c(r) = 1 below the inner radius α r_c, f(x) with x = (r − α r_c)/(r_c − α r_c) up to r_c, then 0. Types 2
/// and 3 have no inner radius.
public struct CutoffFunction: Sendable, Hashable, BitwiseCopyable {
  /// The shape f(x).
  public enum Kind: Int, Sendable, Hashable, CaseIterable, BitwiseCopyable {
    /// 1: a jump at the cutoff.
    case hard = 0
    /// ½ (cos πx + 1), one continuous derivative.
    case cosine = 1
    /// tanh³(1 − r/r_c), two continuous derivatives.
    case hyperbolicTangent = 2
    /// (tanh(1 − r/r_c)/tanh 1)³, two continuous derivatives.
    case normalizedHyperbolicTangent = 3
    case exponential = 4
    case polynomial1 = 5
    case polynomial2 = 6
    case polynomial3 = 7
    case polynomial4 = 8

    /// The step that it is, where it is one.
    package var step: SmoothStep? {
      switch self {
      case .hard, .cosine, .hyperbolicTangent, .normalizedHyperbolicTangent: nil
      case .exponential: .exponential
      case .polynomial1: .polynomial1
      case .polynomial2: .polynomial2
      case .polynomial3: .polynomial3
      case .polynomial4: .polynomial4
      }
    }

    /// Whether the inner radius matters.
    public var hasInnerRadius: Bool {
      switch self {
      case .hyperbolicTangent, .normalizedHyperbolicTangent: false
      default: true
      }
    }
  }

  /// The shape.
  public var kind: Kind

  /// The inner radius as a fraction α of the cutoff, 0 ≤ α < 1.
  public var innerFraction: Double

  /// Creates a cutoff function.
  public init(_ kind: Kind, innerFraction: Double = 0) {
    self.kind = kind
    self.innerFraction = innerFraction
  }

  /// The value and the slope ∂f_c/∂r at a distance.
  @inline(__always)
  package func evaluate<J: Jet>(_ distance: J, cutoff: J.Scalar) -> (value: J, slope: J) {
    let inside = J.L(repeating: cutoff) - distance.real
    let (value, slope) = unbounded(distance, cutoff: cutoff)
    return (value.keeping(wherePositive: inside), slope.keeping(wherePositive: inside))
  }

  @inline(__always)
  private func unbounded<J: Jet>(_ distance: J, cutoff: J.Scalar) -> (value: J, slope: J) {
    let one = J(constant: 1)
    switch kind {
    case .hard:
      return (one, .zero)
    case .hyperbolicTangent, .normalizedHyperbolicTangent:
      let t = (one - (1 / cutoff) * distance).hyperbolicTangent()
      let norm = kind == .hyperbolicTangent ? 1 : J.Scalar(1 / tanh(1.0))
      let scale = norm * norm * norm
      let square = t * t
      return (scale * (square * t), (-3 * scale / cutoff) * (square * (one - square)))
    case .cosine:
      let (x, inverseWidth) = reduced(distance, cutoff: cutoff)
      let (cosine, sine) = halfTurn(x)
      return (0.5 * (cosine + one), (-0.5 * J.Scalar(Double.pi) * inverseWidth) * sine)
    case .exponential:
      return step(.exponential, distance, cutoff)
    case .polynomial1:
      return step(.polynomial1, distance, cutoff)
    case .polynomial2:
      return step(.polynomial2, distance, cutoff)
    case .polynomial3:
      return step(.polynomial3, distance, cutoff)
    case .polynomial4:
      return step(.polynomial4, distance, cutoff)
    }
  }

  @inline(__always)
  private func step<J: Jet>(_ step: SmoothStep, _ distance: J, _ cutoff: J.Scalar) -> (J, J) {
    let (x, inverseWidth) = reduced(distance, cutoff: cutoff)
    let (value, slope) = step.evaluate(x)
    return (value, inverseWidth * slope)
  }

  /// x, which is 0 with all its derivatives below the inner radius, and ∂x/∂r above it.
  @inline(__always)
  private func reduced<J: Jet>(_ distance: J, cutoff: J.Scalar) -> (x: J, inverseWidth: J.Scalar) {
    let inner = J.Scalar(innerFraction) * cutoff
    let inverseWidth = 1 / (cutoff - inner)
    let x = inverseWidth * (distance - J(constant: inner))
    return (x.keeping(wherePositive: x.real), inverseWidth)
  }
}

/// cos πx and sin πx for 0 ≤ x ≤ 1, by the Taylor series of sine and cosine of y = π(½ − x), |y| ≤ π/2, in nested
/// form; the first terms left out are below 2⁻⁵³.
@inline(__always)
private func halfTurn<J: Jet>(_ x: J) -> (cosine: J, sine: J) {
  let one = J.L(repeating: 1)
  let pi = J.L(repeating: J.Scalar(Double.pi))
  let y = pi * (J.L(repeating: 0.5) - x.real)
  let minusSquare = -(y * y)
  var (odd, even) = (one, one)
  var n = 10
  while n > 0 {
    let (a, b) = (1 / Double(2 * n * (2 * n + 1)), 1 / Double(2 * n * (2 * n - 1)))
    odd = one.addingProduct(minusSquare * J.L(repeating: J.Scalar(a)), odd)
    even = one.addingProduct(minusSquare * J.L(repeating: J.Scalar(b)), even)
    n -= 1
  }
  let (cosine, sine) = (y * odd, even)
  return (
    x.mapped(cosine, -(pi * sine), -(pi * pi * cosine)),
    x.mapped(sine, pi * cosine, -(pi * pi * sine))
  )
}
