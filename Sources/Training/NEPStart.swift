public import Atomistics
public import Potentials

extension NEPPotential {
  /// Makes a potential that is ready to be trained: random parameters, features standardized on the data.
  ///
  /// What the energies of isolated atoms leave of the energies, by least squares over the compositions, goes into the
  /// reference energies: version 4 has no offset of each element.
  ///
  /// - Parameters:
  ///   - structures: The training data; all its elements must be among `elements`.
  ///   - referenceEnergies: The energies of isolated atoms in eV, one for each of `elements`.
  ///   - seed: The seed of the random parameters.
  /// - Throws: `NEPError` for impossible sizes, `PotentialError.unknownElement`, `AtomisticsError` for a degenerate cell.
  public init(
    startingOn structures: [LabeledConfiguration], settings: NEPSettings, elements: [Element],
    referenceEnergies: [Double], seed: UInt64
  ) throws {
    try self.init(
      hyperparameters: settings.hyperparameters(elementCount: elements.count), elements: elements,
      referenceEnergies: referenceEnergies)
    randomize(seed: seed)
    energyScale = DensityPotential.forceScale(of: structures)
    self.referenceEnergies = ReferenceEnergies.aligned(of: self, with: structures)
    repulsion = try .flexible(onDistancesOf: structures, elements: elements, within: settings.angularCutoff)
    neighborCapacity = try .init(for: structures, hyperparameters: hyperparameters)
    try standardizeFeatures(on: structures)
  }

  /// Makes an existing potential ready to be trained further, without a change of its energy differences.
  ///
  /// Its reference energies are shifted, by least squares over the compositions, to where the data have their zero.
  ///
  /// - Throws: `PotentialError.unknownElement` for an element of the data that the potential does not know,
  ///   `AtomisticsError` for a degenerate cell.
  public func refined(on structures: [LabeledConfiguration], threads: Int) throws -> NEPPotential {
    var copy = self
    try copy.centerFeatures(on: structures)
    copy.referenceEnergies = try ReferenceEnergies.aligned(of: self, with: structures, threads: threads)
    copy.neighborCapacity = try .init(
      for: structures, hyperparameters: hyperparameters, atLeast: neighborCapacity)
    return copy
  }

  /// Random radial functions as those of the density family: smooth, and different for different neighbors.
  private mutating func randomize(seed: UInt64) {
    var generator = RandomGenerator(seed: seed, stream: 1 << 32)
    let isSingle = elements.count == 1
    for block in parameterBlocks {
      let columns = block.shape[block.shape.count - 1]
      if block.name.hasPrefix("radial/") || block.name.hasPrefix("angular/") {
        for (offset, index) in block.range.enumerated() {
          let (n, k) = (offset / columns, offset % columns)
          let noise = generator.gaussian() / Double(1 + k)
          parameters[index] = isSingle ? (n % columns == k ? 1 : 0) + 0.1 * noise : noise
        }
      } else if block.name.hasPrefix("weights/") || block.name.hasPrefix("output/") {
        let inputs = Double(columns)
        for index in block.range { parameters[index] = generator.gaussian() / inputs.squareRoot() }
      }
    }
  }
}

extension NEPRepulsion {
  /// The universal screening up to 90 % of the smallest distance of each pair of elements in the data, in the flexible
  /// form, from half of it inwards at full strength.
  static func flexible(
    onDistancesOf structures: [LabeledConfiguration], elements: [Element], within cutoff: Double
  ) throws -> NEPRepulsion {
    let radii = try DensityPotential.repulsionRadii(of: structures, elements: elements, cutoff: cutoff)
    let count = elements.count
    return .flexible(
      (0..<count).flatMap { first in
        (first..<count).map { second in
          let outer = radii[first * count + second]
          return Screening(
            inner: outer / 2, outer: outer, weights: universalWeights, exponents: universalExponents)
        }
      })
  }
}

extension NEPPotential.NeighborCapacity {
  /// Room for a quarter more neighbors than any atom of some structures has, and at least for `least`.
  init(
    for structures: [LabeledConfiguration], hyperparameters: NEPHyperparameters,
    atLeast least: NEPPotential.NeighborCapacity = .init(radial: 40, angular: 20)
  ) throws {
    self = least
    guard let outer = hyperparameters.radialCutoffs.max(), let inner = hyperparameters.angularCutoffs.max()
    else { return }
    for structure in structures {
      let list = try NeighborList(of: structure.configuration, cutoff: outer)
      let vectors = list.vectors(in: structure.configuration)
      for atom in 0..<list.count {
        let pairs = list.pairs(of: atom)
        radial = max(radial, (5 * pairs.count + 3) / 4)
        angular = max(angular, (5 * pairs.count { vectors[$0].norm < inner } + 3) / 4)
      }
    }
  }
}
