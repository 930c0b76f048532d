/// A penalty λ (s − s₀)² on the size s of a derivative of the potential itself, which needs no label.
///
/// Sizes are root mean squares, so that one weight fits molecules of every size:
///
///     gradient    s = |∇E| / √3N                                    eV/Å
///     curvature   s = |H u| / √3N, u random with components ±1       eV/Å²
///     Taylor      s = |E(R+d) − E(R) − d·∇E − ½ dᵀH d| / N           eV
///
/// Its parameter gradient is one more dual or hyper-dual sweep. Penalties of the gradient norm at points between
/// samples are those of Gulrajani et al. 2017 (arXiv:1704.00028), the one-sided form of Petzka, Fischer and Lukovnikov
/// 2018 (arXiv:1709.08894); Sobolev training is of Czarnecki et al. 2017 (arXiv:1706.04859).
public struct DerivativePenalty: Sendable, Hashable, Codable {
  /// Which derivative is meant.
  public enum Derivative: Int, Sendable, Hashable, Codable, CaseIterable {
    /// The slope of the energy.
    case gradient
    /// The curvature along a random direction.
    case curvature
    /// What the second-order Taylor expansion about a frame lacks at another point.
    case taylor
  }

  /// On which side of the target a size costs.
  public enum Sides: String, Sendable, Hashable, Codable, CaseIterable {
    /// On both.
    case both
    /// Above it only.
    case above
  }

  /// Where the derivative is taken; a Taylor expansion is about the frame and ends there.
  public enum Points: String, Sendable, Hashable, Codable, CaseIterable {
    /// At the frames of a step; a Taylor expansion ends at a neighboring frame.
    case data
    /// With every coordinate displaced by a normal random number.
    case perturbed
    /// Uniformly between a frame and a neighboring one.
    case interpolated
  }

  /// The weight λ, in the inverse square of the size's unit; zero leaves the penalty out.
  public var weight = 0.0
  /// The target s₀ in the size's unit.
  public var target = 0.0
  /// On which side of the target a size costs.
  public var sides = Sides.both
  /// Where the derivative is taken.
  public var points = Points.data

  /// A penalty without weight.
  public init() {}

  /// The penalty of a size and its derivative.
  package func evaluate(_ size: Double) -> (value: Double, slope: Double) {
    let excess = size - target
    if sides == .above, excess < 0 { return (0, 0) }
    return (weight * excess * excess, 2 * weight * excess)
  }
}
