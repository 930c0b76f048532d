public import Potentials

/// How a configuration is brought to a minimum of its energy.
public struct RelaxationOptions: Sendable, Hashable {
  /// The length in eV/Å that no atom's force exceeds at the end.
  public var forceTolerance: Double

  /// The size in eV/Å³ that no element of the stress exceeds at the end, where the cell is relaxed.
  public var stressTolerance: Double

  /// Whether the lattice vectors change as well, until the stress vanishes.
  public var relaxesCell: Bool

  /// The number of evaluations after which relaxation is given up.
  public var evaluationLimit: Int

  /// The longest displacement of an atom in one step, in Å.
  public var longestStep: Double

  /// Threads and precision of the potential.
  public var evaluation: EvaluationOptions

  /// Creates options; the tolerances by default leave errors of frequencies below 0.01 cm⁻¹.
  public init(
    forceTolerance: Double = 1e-5, stressTolerance: Double = 1e-7, relaxesCell: Bool = false,
    evaluationLimit: Int = 5000, longestStep: Double = 0.2,
    evaluation: EvaluationOptions = EvaluationOptions(precision: .double, skin: 0.5)
  ) {
    self.forceTolerance = forceTolerance
    self.stressTolerance = stressTolerance
    self.relaxesCell = relaxesCell
    self.evaluationLimit = evaluationLimit
    self.longestStep = longestStep
    self.evaluation = evaluation
  }
}
