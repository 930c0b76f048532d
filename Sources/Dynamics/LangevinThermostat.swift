internal import Atomistics

/// The exact Ornstein-Uhlenbeck step of Langevin dynamics:
///
///     v ← c v + √((1 − c²) k_B T / m) ξ,   c = exp(−Δt/τ)
///
/// with ξ normally distributed. It is the O of the BAOAB splitting (Leimkuhler and Matthews 2013,
/// doi:10.1093/amrx/abs010), which samples positions with an error of order Δt² that vanishes for
/// harmonic forces.
struct LangevinThermostat: Sendable {
  /// The factor c that a velocity keeps.
  private let memory: Double

  /// The width of the random part of each atom's velocity in Å/fs.
  private let widths: [Double]

  /// One stream for each replica, so that replicas do not depend on each other.
  private var generators: [RandomGenerator]

  init(
    temperature: Double, memory: Double, masses: [Double], generators: [RandomGenerator]
  ) {
    self.memory = memory
    self.generators = generators
    let thermalEnergy = Units.boltzmannConstant * temperature
    let fresh = 1 - memory * memory
    widths = masses.map { (fresh * thermalEnergy / $0 * Units.accelerationPerForce).squareRoot() }
  }

  /// Changes all velocities; adds the energy given to each replica in eV to `heat`.
  mutating func apply(to state: inout MolecularState, heat: inout [Double]) {
    for replica in 0..<state.replicaCount {
      let before = state.kineticEnergy(of: replica)
      for atom in state.atoms(of: replica) {
        state.velocities[atom] =
          memory * state.velocities[atom] + widths[atom] * generators[replica].gaussianVector()
      }
      heat[replica] += state.kineticEnergy(of: replica) - before
    }
  }
}
