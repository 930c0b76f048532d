internal import Sobolev

/// Density potentials of the size that the targets refer to: 148 features, two hidden layers of 32.
struct TrialModel {
  /// The neighbors of a silicon atom on average.
  static let neighbors = 39

  /// 10 radial, 84 three-body and 54 four-body invariants.
  static func hyperparameters(cutoff: Double, radialScale: Double) -> DensityHyperparameters {
    DensityHyperparameters(
      cutoff: cutoff, radialScale: radialScale, radialBasisSize: 8, radialChannels: 10,
      angularChannels: 6, maximumDegree: 4, tripleDegree: 4, tripleChannels: 2,
      hiddenLayers: [32, 32])
  }

  /// A potential for silicon with random parameters and features standardized on a crystal.
  static func silicon(seed: UInt64 = 1) throws -> DensityPotential {
    let crystal = try SiliconCrystal.make(SIMD3(3, 3, 3), seed: 2)
    return try potential(
      standardizedOn: [crystal],
      hyperparameters(
        cutoff: SiliconCrystal.cutoff(meanNeighbors: neighbors), radialScale: 2.3), seed: seed)
  }

  /// A potential for ethanol with random parameters and features standardized on some molecules.
  static func ethanol(seed: UInt64 = 1) throws -> DensityPotential {
    try potential(
      standardizedOn: EthanolMolecules.make(50, seed: 2), hyperparameters(cutoff: 5, radialScale: 1),
      seed: seed)
  }

  /// A potential as a fit would choose it for some structures, with random parameters.
  static func automatic(for structures: [Configuration], seed: UInt64 = 1) throws -> DensityPotential {
    let labeled = structures.map { LabeledConfiguration($0, Labels()) }
    return try potential(
      standardizedOn: structures, AutomaticSettings(for: labeled).hyperparameters, seed: seed)
  }

  private static func potential(
    standardizedOn structures: [Configuration], _ hyperparameters: DensityHyperparameters, seed: UInt64
  ) throws -> DensityPotential {
    let elements = Set(structures.flatMap(\.elements)).sorted { $0.symbol < $1.symbol }
    return try DensityPotential(
      startingOn: structures.map { LabeledConfiguration($0, Labels()) }, hyperparameters: hyperparameters,
      elements: elements, referenceEnergies: elements.map { _ in 0 }, seed: seed)
  }

  /// Structures with the energies and forces of a potential, and its Hessians, for another one to learn.
  static func label(
    _ structures: [Configuration], by teacher: DensityPotential, hasHessians: Bool = false
  ) throws -> [LabeledConfiguration] {
    var evaluator = try teacher.makeEvaluator(for: structures, options: EvaluationOptions())
    try evaluator.evaluate(positions: structures.flatMap(\.positions))
    let evaluation = evaluator.evaluation
    var first = 0
    return try structures.enumerated().map { index, structure in
      defer { first += structure.count }
      return LabeledConfiguration(
        structure,
        Labels(
          energy: evaluation.energies[index],
          forces: Array(evaluation.forces[first..<first + structure.count]),
          hessian: hasHessians ? try teacher.hessian(of: structure).values : nil),
        name: "structure \(index)")
    }
  }
}
