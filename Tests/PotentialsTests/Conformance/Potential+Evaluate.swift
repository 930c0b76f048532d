import Atomistics
import Potentials

extension Potential {
  /// One evaluation, by default in Float64.
  func evaluate(
    _ configurations: [Configuration], _ options: EvaluationOptions = EvaluationOptions(precision: .double)
  ) throws -> Evaluation {
    var evaluator = try makeEvaluator(for: configurations, options: options)
    try evaluator.evaluate(positions: configurations.flatMap(\.positions))
    return evaluator.evaluation
  }

  /// The Float64 energy of one configuration in eV.
  func energy(_ configuration: Configuration) throws -> Double { try evaluate([configuration]).energies[0] }

  /// The Float64 forces on one configuration in eV/Å.
  func forces(_ configuration: Configuration) throws -> [SIMD3<Double>] {
    try evaluate([configuration]).forces
  }
}
