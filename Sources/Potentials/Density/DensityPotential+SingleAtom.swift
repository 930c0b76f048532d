public import Atomistics

extension DensityPotential {
  /// The same potential where a single atom has exactly its reference energy.
  ///
  /// Given energies of isolated atoms become the reference energies, and `singleAtomLimits` cancel what the networks give
  /// a single atom, wherever atoms have fewer neighbors than 90 % of the smallest count in `structures`; elements without
  /// atoms there keep the count that they have. Without given energies the reference energies themselves take over what
  /// the networks give. The energies of `structures` do not change beyond rounding.
  ///
  /// - Parameters:
  ///   - atomEnergies: The energies of isolated atoms in eV, one for each of `elements`, where they are known.
  ///   - structures: The training data.
  /// - Throws: `PotentialError.unknownElement`, and `AtomisticsError` for a degenerate cell.
  public func settled(
    atomEnergies: [Double]?, on structures: [LabeledConfiguration]
  ) throws -> DensityPotential {
    var settled = self
    let found = try singleAtomEnergies()
    settled.referenceEnergies = atomEnergies ?? found
    for element in elements.indices {
      settled.parameters[layout.offset(element)] +=
        (referenceEnergies[element] - settled.referenceEnergies[element]) / energyScale
    }
    guard let atomEnergies else { return settled }
    let counts = try smallestNeighborCounts(in: structures)
    for element in elements.indices {
      settled.singleAtomLimits[element].energy += atomEnergies[element] - found[element]
      if let count = counts[element] { settled.singleAtomLimits[element].neighbors = 0.9 * count }
    }
    return settled
  }

  /// The energy of a single atom of each element in eV.
  private func singleAtomEnergies() throws -> [Double] {
    let atoms = elements.map { Configuration(elements: [$0], positions: [.zero]) }
    var evaluator = try makeEvaluator(for: atoms, options: EvaluationOptions(precision: .double))
    try evaluator.evaluate(positions: atoms.flatMap(\.positions))
    return evaluator.evaluation.energies
  }

  /// The smallest Σ_j f_c(r_j) of the atoms of each element, where `structures` have any.
  private func smallestNeighborCounts(in structures: [LabeledConfiguration]) throws -> [Double?] {
    var smallest = [Double?](repeating: nil, count: elements.count)
    for configuration in structures.lazy.map(\.configuration) {
      let indices = try elementIndices(of: [configuration])
      let list = try NeighborList(of: configuration, cutoff: cutoff)
      let vectors = list.vectors(in: configuration)
      for atom in 0..<list.count {
        let count = list.pairs(of: atom).reduce(0) { sum, pair in
          sum + hyperparameters.cutoffFunction.value(at: vectors[pair].norm, cutoff: cutoff)
        }
        let element = Int(indices[atom])
        smallest[element] = min(smallest[element] ?? count, count)
      }
    }
    return smallest
  }
}
