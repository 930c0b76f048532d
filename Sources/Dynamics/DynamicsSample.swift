/// What one replica is like at one moment.
public struct DynamicsSample: Sendable, Hashable {
  /// The time since the start in fs.
  public var time: Double

  /// The potential energy in eV.
  public var potentialEnergy: Double

  /// The kinetic energy in eV.
  public var kineticEnergy: Double

  /// The kinetic temperature 2 E_kin / (f k_B) in K of f degrees of freedom; 0 without any.
  public var temperature: Double

  /// The quantity that exact integration conserves, in eV: total energy less the heat put in.
  public var conservedEnergy: Double

  /// The smallest distance between two atoms in Å, infinite when none is within the cutoff.
  public var smallestDistance: Double

  /// The potential and kinetic energy in eV.
  public var totalEnergy: Double { potentialEnergy + kineticEnergy }
}
