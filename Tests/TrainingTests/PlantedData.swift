import Atomistics
import Potentials
import Training

/// Structures whose labels come from a small known potential.
enum PlantedData {
  static let hyperparameters = DensityHyperparameters(
    cutoff: 3.5, radialScale: 1.3, radialBasisSize: 4, radialChannels: 3, angularChannels: 2,
    maximumDegree: 2, tripleDegree: 0, tripleChannels: 0, hiddenLayers: [4])

  /// The potential that the labels come from, with features standardized on the structures.
  static func planted() throws -> DensityPotential {
    var generator = RandomGenerator(seed: 3)
    var potential = try DensityPotential(
      hyperparameters: hyperparameters, elements: ["C", "H"].compactMap(Element.init(symbol:)),
      referenceEnergies: [-38, -0.5])
    for index in potential.parameters.indices { potential.parameters[index] = 0.5 * generator.gaussian() }
    try potential.standardizeFeatures(
      on: configurations(count: 12).map { LabeledConfiguration($0, Labels()) })
    return potential
  }

  /// Random molecules and crystals of four to six atoms, none closer than 1 Å.
  static func configurations(count: Int, seed: UInt64 = 1) -> [Configuration] {
    var generator = RandomGenerator(seed: seed, stream: 9)
    let cell = Matrix3([4, 0, 0], [0.5, 4, 0], [0, -0.5, 4])
    return (0..<count).map { index in
      var positions: [SIMD3<Double>] = []
      while positions.count < 4 + index % 3 {
        let place = SIMD3(generator.uniform(), generator.uniform(), generator.uniform()) * cell
        if positions.allSatisfy({ ($0 - place).norm > 1 }) { positions.append(place) }
      }
      let elements = positions.indices.compactMap { Element(symbol: $0 % 2 == 0 ? "C" : "H") }
      return Configuration(
        elements: elements, positions: positions, cell: index % 2 == 0 ? nil : Cell(cell))
    }
  }

  /// Structures with energy, forces and virial of a potential.
  static func labeled(_ count: Int, by potential: DensityPotential, seed: UInt64 = 1) throws
    -> [LabeledConfiguration]
  {
    let configurations = configurations(count: count, seed: seed)
    var evaluator = try potential.makeEvaluator(
      for: configurations, options: EvaluationOptions(precision: .double))
    try evaluator.evaluate(positions: configurations.flatMap(\.positions))
    let result = evaluator.evaluation
    var start = 0
    return configurations.enumerated().map { index, configuration in
      defer { start += configuration.count }
      return LabeledConfiguration(
        configuration,
        Labels(
          energy: result.energies[index],
          forces: Array(result.forces[start..<start + configuration.count]),
          virial: result.virials[index]),
        name: "planted[\(index)]")
    }
  }

  /// The same with Hessians.
  static func labeledWithHessians(_ count: Int, by potential: DensityPotential, seed: UInt64 = 1) throws
    -> [LabeledConfiguration]
  {
    try labeled(count, by: potential, seed: seed).map { structure in
      var structure = structure
      structure.labels.hessian = try potential.hessian(of: structure.configuration).values
      return structure
    }
  }

  /// The planted potential with its parameters off by a relative `noise`.
  static func perturbed(_ noise: Double) throws -> DensityPotential {
    var potential = try planted()
    var generator = RandomGenerator(seed: 4)
    for index in potential.parameters.indices {
      potential.parameters[index] *= 1 + noise * generator.gaussian()
    }
    return potential
  }

  /// Quick options.
  static func options(epochs: Int, threads: Int = 1) -> TrainingOptions {
    var options = TrainingOptions()
    options.epochs = epochs
    options.threads = threads
    options.batchSize = 4
    return options
  }
}
