import Atomistics
import Potentials

/// Random potentials and structures for the tests, from a fixed seed.
enum DensitySamples {
  /// A small deterministic generator (SplitMix64), so that the samples do not depend on the library.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    mutating func uniform() -> Double { Double.random(in: -1...1, using: &self) }
  }

  /// A potential with random parameters, scaling constants and a repulsive core.
  static func potential(
    _ symbols: [String], hyperparameters: DensityHyperparameters, seed: UInt64 = 1
  ) throws -> DensityPotential {
    var generator = Generator(state: seed)
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
    potential.repulsionRadii = Array(repeating: 1.6, count: elements.count * elements.count)
    return potential
  }

  /// Atoms at random, no two closer than 1 Å, in a box of the given edge or, with a cell, a skewed one.
  static func configuration(
    _ symbols: [String], count: Int, edge: Double, periodic: Bool, seed: UInt64 = 2
  ) -> Configuration {
    var generator = Generator(state: seed)
    let matrix = Matrix3([edge, 0, 0], [0.2 * edge, edge, 0], [0.1 * edge, -0.15 * edge, edge])
    var positions: [SIMD3<Double>] = []
    while positions.count < count {
      let fraction = SIMD3(generator.uniform(), generator.uniform(), generator.uniform()) * 0.5
      let candidate = fraction * matrix
      if positions.allSatisfy({ ($0 - candidate).norm > 1 }) { positions.append(candidate) }
    }
    let elements = (0..<count).compactMap { Element(symbol: symbols[$0 % symbols.count]) }
    return Configuration(
      elements: elements, positions: positions, cell: periodic ? Cell(matrix) : nil)
  }
}
