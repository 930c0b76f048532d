public import Atomistics
public import Potentials

extension ErrorMetrics {
  /// Predicts some structures and adds their errors.
  ///
  /// A Hessian is predicted only for structures that have one as a label.
  ///
  /// - Parameters:
  ///   - structures: As many as should be evaluated side by side; they are kept in memory only here.
  ///   - potential: The potential to judge.
  ///   - options: Threads and precision; Hessians are always computed in Float64.
  /// - Throws: `PredictionError`, which names the structure.
  public mutating func add(
    _ structures: [LabeledConfiguration], predictedBy potential: some TwiceDifferentiable,
    options: EvaluationOptions
  ) throws {
    let evaluation = try PredictionError.naming(structures.map(\.name)) {
      let configurations = structures.map(\.configuration)
      var evaluator = try potential.makeEvaluator(for: configurations, options: options)
      try evaluator.evaluate(positions: configurations.flatMap(\.positions))
      return evaluator.evaluation
    }
    var firstAtom = 0
    for (index, structure) in structures.enumerated() {
      let atoms = firstAtom..<firstAtom + structure.configuration.count
      firstAtom = atoms.upperBound
      var predicted = Labels(
        energy: evaluation.energies[index], forces: Array(evaluation.forces[atoms]),
        virial: evaluation.virials[index])
      if structure.labels.hessian != nil {
        predicted.hessian = try PredictionError.naming([structure.name]) {
          try potential.hessian(
            of: structure.configuration,
            options: EvaluationOptions(threads: options.threads, precision: .double)
          ).values
        }
      }
      add(structure, predicted: predicted)
    }
  }
}
