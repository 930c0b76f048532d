public import Atomistics
public import Potentials

extension DensityPotential {
  /// Makes a potential that is ready to be trained: random parameters, features standardized on the data.
  ///
  /// - Parameters:
  ///   - structures: The training data; all its elements must be among `elements`.
  ///   - referenceEnergies: The energies of isolated atoms in eV, one for each of `elements`.
  ///   - seed: The seed of the random parameters.
  public init(
    startingOn structures: [LabeledConfiguration], hyperparameters: DensityHyperparameters,
    elements: [Element], referenceEnergies: [Double], seed: UInt64
  ) throws {
    try self.init(
      hyperparameters: hyperparameters, elements: elements, referenceEnergies: referenceEnergies)
    var generator = RandomGenerator(seed: seed, stream: 1 << 32)
    randomizeRadialFunctions(using: &generator)
    randomizeNetworks(using: &generator)
    energyScale = Self.forceScale(of: structures)
    setOffsets(on: structures)
    repulsionRadii = try Self.repulsionRadii(of: structures, elements: elements, cutoff: cutoff)
    try standardizeFeatures(on: structures)
  }

  /// Starts with smooth radial functions: mostly Chebyshev polynomial n for function n with one element, and
  /// random mixtures in which polynomial k has weight 1/(1 + k) with several, which tells neighbors apart.
  ///
  /// On silicon, functions orthonormal on the data, which oscillate more, ended with test force errors a quarter
  /// to two thirds higher.
  private mutating func randomizeRadialFunctions(using generator: inout RandomGenerator) {
    let columns = hyperparameters.radialBasisSize
    let isSingle = elements.count == 1
    for block in parameterBlocks where block.name.hasPrefix("radial/") {
      for (offset, index) in block.range.enumerated() {
        let (n, k) = (offset / columns, offset % columns)
        let noise = generator.gaussian() / Double(1 + k)
        parameters[index] = isSingle ? (n % columns == k ? 1 : 0) + 0.1 * noise : noise
      }
    }
  }

  /// Starts the energy offset of each element at what the reference energies leave over, by least squares:
  /// the cohesive energy an atom, where isolated atoms are the reference.
  private mutating func setOffsets(on structures: [LabeledConfiguration]) {
    let remainders = structures.map { structure in
      var copy = structure
      copy.labels.energy = structure.labels.energy.map { energy in
        structure.configuration.elements.reduce(energy) { sum, element in
          sum - (elements.firstIndex(of: element).map { referenceEnergies[$0] } ?? 0)
        }
      }
      return copy
    }
    let offsets = ReferenceEnergies.leastSquares(of: remainders, elements: elements)
    let blocks = parameterBlocks.filter { $0.name.hasPrefix("offset/") }
    for (block, offset) in zip(blocks, offsets) {
      parameters[block.range.lowerBound] = offset / energyScale
    }
  }

  private mutating func randomizeNetworks(using generator: inout RandomGenerator) {
    for block in parameterBlocks {
      let isWeight = block.name.contains("weights") || block.name.hasPrefix("output")
      guard isWeight else { continue }
      let inputs = Double(block.shape[block.shape.count - 1])
      for index in block.range { parameters[index] = generator.gaussian() / inputs.squareRoot() }
    }
  }

  /// The root mean square force times 1 Å, in eV: the unit of the networks' output.
  static func forceScale(of structures: [LabeledConfiguration]) -> Double {
    var sum = 0.0
    var count = 0
    for force in structures.lazy.compactMap(\.labels.forces).joined() {
      sum += force.dot(force)
      count += 3
    }
    return count > 0 && sum > 0 ? (sum / Double(count)).squareRoot() : 1
  }

  /// 90 % of the smallest distance of each pair of elements in the data, so that the repulsion does not
  /// touch it; 70 % of the sum of covalent radii for pairs that never meet.
  static func repulsionRadii(
    of structures: [LabeledConfiguration], elements: [Element], cutoff: Double
  ) throws -> [Double] {
    let count = elements.count
    var smallest = [Double](repeating: .infinity, count: count * count)
    for structure in structures {
      let list = try NeighborList(of: structure.configuration, cutoff: min(cutoff, 4))
      let vectors = list.vectors(in: structure.configuration)
      let indices = structure.configuration.elements.map { elements.firstIndex(of: $0) ?? 0 }
      for atom in 0..<list.count {
        for pair in list.pairs(of: atom) {
          let index = indices[atom] * count + indices[Int(list.neighbors[pair])]
          smallest[index] = min(smallest[index], vectors[pair].norm)
        }
      }
    }
    return smallest.enumerated().map { index, distance in
      let radii = elements[index / count].covalentRadius + elements[index % count].covalentRadius
      return min(distance.isFinite ? 0.9 * distance : 0.7 * radii, 0.9 * radii)
    }
  }
}
