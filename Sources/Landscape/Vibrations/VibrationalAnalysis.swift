public import Atomistics
public import Potentials

/// The harmonic vibrations of a configuration on the surface of a potential.
public struct VibrationalAnalysis: Sendable {
  /// The configuration, as it was given.
  public let configuration: Configuration

  /// Its energy in eV.
  public let energy: Double

  /// The longest force on an atom in eV/Å; far from zero, frequencies mean little.
  public let largestForce: Double

  /// The Hessian of the potential.
  public let hessian: Hessian

  /// The vibrations, rigid motions projected out.
  public let modes: NormalModes

  /// Computes the Hessian by exact Hessian-vector products and diagonalizes it.
  ///
  /// Costs 3N Hessian-vector products and of the order of (3N)³ operations. Nothing is relaxed.
  ///
  /// - Parameters:
  ///   - configuration: Best a minimum; see `Relaxation`.
  ///   - potential: The energy surface.
  ///   - masses: In amu, one an atom; by default those of the elements.
  ///   - options: Threads and precision; in Float32, soft frequencies are lost in rounding.
  /// - Throws: `LandscapeError.noAtoms`, `VibrationError`, and what the potential throws.
  public init(
    of configuration: Configuration, potential: any TwiceDifferentiable, masses: [Double]? = nil,
    options: EvaluationOptions = EvaluationOptions(precision: .double)
  ) throws {
    guard configuration.count > 0 else { throw LandscapeError.noAtoms }
    var evaluator = try potential.makeEvaluator(for: [configuration], options: options)
    try evaluator.evaluate(positions: configuration.positions)
    self.configuration = configuration
    energy = evaluator.evaluation.energies[0]
    largestForce = evaluator.evaluation.forces.map(\.norm).max() ?? 0
    hessian = try potential.hessian(of: configuration, options: options)
    modes = try NormalModes(of: configuration, hessian: hessian.values, masses: masses)
  }

  /// The largest element in eV/Å² of the rows of the Hessian times a common translation, which is zero but for
  /// rounding: the acoustic sum rule.
  public var translationResidual: Double {
    let size = 3 * hessian.atomCount
    var largest = 0.0
    for row in 0..<size {
      for axis in 0..<3 {
        let sum = stride(from: axis, to: size, by: 3).reduce(0) { $0 + hessian[row, $1] }
        largest = max(largest, abs(sum))
      }
    }
    return largest
  }
}
