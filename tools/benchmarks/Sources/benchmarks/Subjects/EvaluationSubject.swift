internal import Sobolev

/// Energies, forces and virials of structures that stay where they are, neighbor lists included as they are
/// used: checked in every call but not built again.
final class EvaluationSubject {
  private var evaluator: any Evaluator
  private let positions: [SIMD3<Double>]
  private let structures: [Configuration]
  private let potential: any Potential
  private let options: EvaluationOptions

  /// - Parameter skin: In Å; the default is too small to add a pair but large enough to keep the list.
  init(
    _ potential: any Potential, _ structures: [Configuration], threads: Int = 1,
    precision: Precision = .single, skin: Double = 1e-6
  ) throws {
    self.potential = potential
    self.structures = structures
    positions = structures.flatMap(\.positions)
    options = EvaluationOptions(
      threads: threads, precision: precision == .single ? .single : .double, skin: skin)
    evaluator = try potential.makeEvaluator(for: structures, options: options)
  }

  /// The result of one call.
  func evaluate() throws -> Evaluation {
    try evaluator.evaluate(positions: positions)
    return evaluator.evaluation
  }

  /// The calls as they are timed.
  func subject(_ name: String) throws -> Subject {
    // Only those of the native family are counted.
    let count = try (potential as? DensityPotential).map {
      try OperationCount.energyForces($0, of: structures)
    }
    return Subject(
      name, atoms: positions.count, threads: options.threads, multiplyAdds: count
    ) { [self] in try evaluator.evaluate(positions: positions) }
  }
}
