/// The ensemble that a run samples, which decides the equations of motion.
public enum Ensemble: Sendable, Hashable {
  /// Newton's equations by velocity Verlet: constant energy.
  case microcanonical

  /// Langevin's equations: constant temperature (K), with a relaxation time 1/γ of momenta (fs).
  case langevin(temperature: Double, relaxationTime: Double)
}
