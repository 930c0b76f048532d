import Atomistics
import Potentials

/// Density potentials with random parameters.
enum DensitySamples {
  /// A potential with random parameters, scaling constants and a repulsive core.
  static func potential(
    _ symbols: [String], hyperparameters: DensityHyperparameters, seed: UInt64 = 1
  ) throws -> DensityPotential {
    var generator = Samples.Generator(state: seed)
    let elements = symbols.compactMap(Element.init(symbol:))
    var potential = try DensityPotential(
      hyperparameters: hyperparameters, elements: elements,
      referenceEnergies: elements.map { -Double($0.atomicNumber) })
    for block in potential.parameterBlocks {
      let scale = block.name.hasPrefix("layer0/weights") ? 0.1 : 0.3
      for index in block.range { potential.parameters[index] = scale * generator.uniform() }
    }
    for index in potential.featureMeans.indices {
      potential.featureMeans[index] = generator.uniform()
      potential.featureScales[index] = 0.5 + 0.3 * generator.uniform()
    }
    potential.energyScale = 1.7
    // Larger than the shortest distance of the samples, so that repulsion takes part.
    potential.repulsionRadii = Array(repeating: 1.6, count: elements.count * elements.count)
    // More neighbors than some atoms of the samples have, so that the limit of single atoms takes part.
    potential.singleAtomLimits = elements.indices.map {
      SingleAtomLimit(energy: 0.8 - 1.3 * Double($0), neighbors: 1.4)
    }
    return potential
  }
}
