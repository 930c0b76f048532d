internal import Atomistics

extension MolecularState {
  /// Draws the velocities of a replica from the Maxwell-Boltzmann distribution.
  ///
  /// - Parameters:
  ///   - temperature: In K.
  ///   - removesRigidMotion: Whether the replica shall neither translate nor, without a periodic
  ///     direction, rotate as a whole. What is left is distributed at this temperature over the degrees
  ///     of freedom that remain.
  ///   - isExact: Whether velocities are scaled to exactly this temperature.
  mutating func drawVelocities(
    of replica: Int, temperature: Double, removesRigidMotion: Bool, isExact: Bool,
    using generator: inout RandomGenerator
  ) {
    let thermalEnergy = Units.boltzmannConstant * temperature
    for atom in atoms(of: replica) {
      let width = (thermalEnergy / masses[atom] * Units.accelerationPerForce).squareRoot()
      velocities[atom] = width * generator.gaussianVector()
    }
    if removesRigidMotion { removeRigidMotion(of: replica) }
    let freedom = degreesOfFreedom(of: replica, withoutRigidMotion: removesRigidMotion)
    guard isExact, freedom > 0 else { return }
    let present = 2 * kineticEnergy(of: replica) / (Units.boltzmannConstant * Double(freedom))
    guard present > 0 else { return }
    let scale = (temperature / present).squareRoot()
    for atom in atoms(of: replica) { velocities[atom] *= scale }
  }

  /// The number of velocities that are free: 3N, less the rigid motions that are held at zero.
  func degreesOfFreedom(of replica: Int, withoutRigidMotion: Bool) -> Int {
    let all = 3 * atoms(of: replica).count
    return withoutRigidMotion ? all - 3 - rotationCount(of: replica) : all
  }
}
