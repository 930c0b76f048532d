internal import Foundation

/// When a molecular dynamics run counts as unstable.
///
/// The bounds are wide enough that a correct potential does not meet them by chance, and narrow enough
/// that one with a hole does so within some steps. NaN and infinity are always a failure.
public struct StabilityCriteria: Sendable, Hashable {
  /// The smallest distance in the training data in Å of each pair of elements; others are not checked.
  public var trainingDistances: [ElementPair: Double]

  /// How much closer than in the training data atoms may come, as a part of that distance.
  ///
  /// A bond has a thermal width of some 3 % at 500 K (C-H: 0.04 Å), and a long run sees deviations of five
  /// widths where the training data saw three; atoms that fall into a hole go on to less than half. The
  /// default is 15 %.
  public var distanceMargin: Double

  /// How many times the reference temperature a replica may have, beyond thermal fluctuation.
  ///
  /// The reference is that of the thermostat, or the initial one at constant energy, at least 100 K. The
  /// bound is this factor times the temperature that f degrees of freedom exceed with a probability of
  /// 10⁻¹² (`temperatureLimit`). The default 3 leaves room for the potential energy that a structure far
  /// from its minimum turns into heat.
  public var maximumHeating: Double

  /// The largest change of the conserved energy, as a part of the thermal kinetic energy f k_B T / 2.
  ///
  /// Velocity Verlet misses the energy of an oscillation by (ω Δt)²/8 of it: 1 % for C-H at 0.5 fs, 16 % at
  /// 2 fs, which is past its use. The default is 25 %.
  public var maximumEnergyChange: Double

  /// The largest drift of the conserved energy in meV/atom/ps, after two standard errors are allowed for.
  ///
  /// With a heat capacity of 3 k_B an atom, 0.1 meV/atom/ps (the default) warms a system by 39 K in 100 ps.
  public var maximumDrift: Double

  /// Whether parts of a molecule may leave it; `false` by default.
  ///
  /// Evaporation and reactions are real at high temperatures, so that one who expects them allows them.
  public var allowsFragmentation: Bool

  /// Creates criteria.
  public init(
    trainingDistances: [ElementPair: Double] = [:], distanceMargin: Double = 0.15,
    maximumHeating: Double = 3, maximumEnergyChange: Double = 0.25, maximumDrift: Double = 0.1,
    allowsFragmentation: Bool = false
  ) {
    self.trainingDistances = trainingDistances
    self.distanceMargin = distanceMargin
    self.maximumHeating = maximumHeating
    self.maximumEnergyChange = maximumEnergyChange
    self.maximumDrift = maximumDrift
    self.allowsFragmentation = allowsFragmentation
  }

  /// The smallest distance in Å that atoms of two elements may have, or `nil` for any.
  public func distanceLimit(of pair: ElementPair) -> Double? {
    trainingDistances[pair].map { $0 * (1 - distanceMargin) }
  }

  /// The highest temperature in K that a replica may have.
  ///
  /// The kinetic temperature of f degrees of freedom is T χ²_f / f, whose quantile at z = 7 standard
  /// deviations is about (1 − 2/(9f) + z √(2/(9f)))³ (Wilson and Hilferty 1931,
  /// doi:10.1073/pnas.17.12.684).
  public func temperatureLimit(reference: Double, degreesOfFreedom: Int) -> Double {
    guard degreesOfFreedom > 0 else { return .infinity }
    let width = 2 / (9 * Double(degreesOfFreedom))
    let fluctuation = pow(1 - width + 7 * width.squareRoot(), 3)
    return maximumHeating * max(reference, 100) * fluctuation
  }
}
