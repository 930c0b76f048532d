internal import Atomistics
internal import Potentials

extension ReferenceEnergies {
  /// The reference energies of a potential shifted to where the data have their zero, as if its other terms vanished.
  ///
  /// The shifts are least squares over the compositions.
  ///
  /// - Returns: One energy in eV for each element of the potential.
  static func aligned(of potential: some TrainablePotential, with structures: [LabeledConfiguration]) -> [Double] {
    aligned(
      of: potential, with: structures,
      energies: structures.map { potential.referenceEnergy(of: $0.configuration) })
  }

  /// The reference energies of a potential shifted so that its energies have the zero of the data.
  ///
  /// - Returns: One energy in eV for each element of the potential.
  /// - Throws: `PotentialError.unknownElement`, or `AtomisticsError` for a degenerate cell.
  static func aligned(
    of potential: some TrainablePotential, with structures: [LabeledConfiguration], threads: Int
  ) throws -> [Double] {
    var evaluator = try potential.makeEvaluator(
      for: structures.map(\.configuration), options: EvaluationOptions(threads: threads))
    try evaluator.evaluate(positions: structures.flatMap(\.configuration.positions))
    return aligned(of: potential, with: structures, energies: evaluator.evaluation.energies)
  }

  /// Shifts by what `energies` leave of the labeled ones.
  private static func aligned(
    of potential: some TrainablePotential, with structures: [LabeledConfiguration], energies: [Double]
  ) -> [Double] {
    let remainders = zip(structures, energies).map { structure, energy in
      var copy = structure
      copy.labels.energy = structure.labels.energy.map { $0 - energy }
      return copy
    }
    return zip(potential.referenceEnergies, leastSquares(of: remainders, elements: potential.elements)).map(+)
  }
}

extension TrainablePotential {
  /// The sum of the reference energies of all atoms in eV.
  fileprivate func referenceEnergy(of configuration: Configuration) -> Double {
    configuration.elements.reduce(0) { sum, element in
      sum + (elements.firstIndex(of: element).map { referenceEnergies[$0] } ?? 0)
    }
  }
}
