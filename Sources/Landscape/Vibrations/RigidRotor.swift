internal import Atomistics
internal import Foundation
internal import Potentials

/// A molecule that turns as a rigid body.
struct RigidRotor {
  /// The principal moments of inertia in amu Å² about which it can turn: three, two equal ones of a linear
  /// molecule, none of an atom.
  let inertia: [Double]

  init(_ configuration: Configuration, masses: [Double]) {
    let motion = RigidMotion(of: configuration, masses: masses)
    inertia = Array(motion.momentsOfInertia)
  }

  /// 2π m k T/h² in 1/Å², the inverse square of the thermal wavelength of a mass in amu; with a moment
  /// of inertia for the mass, a number.
  static func thermalDensity(mass: Double, thermalEnergy: Double) -> Double {
    let planck = Units.planckConstant
    return 2 * .pi * mass * Units.energyPerSquaredVelocity * thermalEnergy / (planck * planck)
  }

  /// The classical entropy of rotation in units of k.
  ///
  /// The partition function is √π/σ Π_k √(8π² I_k kT/h²), and 8π² I kT/(σ h²) of a linear molecule.
  func entropy(thermalEnergy: Double, symmetryNumber: Int) -> Double {
    guard !inertia.isEmpty else { return 0 }
    let roots = inertia.map {
      (4 * .pi * Self.thermalDensity(mass: $0, thermalEnergy: thermalEnergy)).squareRoot()
    }
    let states = roots.reduce(1, *) * (inertia.count == 3 ? Double.pi.squareRoot() : 1)
    return log(states / Double(symmetryNumber)) + Double(inertia.count) / 2
  }
}
