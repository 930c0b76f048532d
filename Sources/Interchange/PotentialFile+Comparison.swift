import Potentials

extension PotentialFile {
  /// The name of the first part that differs from another file's, bit for bit, or `nil` when none does.
  public func firstDifference(from other: PotentialFile) -> String? {
    func same(_ numbers: (DensityPotential) -> [Double]) -> Bool {
      numbers(potential).map(\.bitPattern) == numbers(other.potential).map(\.bitPattern)
    }
    let parts: [(String, Bool)] = [
      ("elements", potential.elements == other.potential.elements),
      ("hyperparameters", potential.hyperparameters == other.potential.hyperparameters),
      ("reference_energies", same(\.referenceEnergies)),
      ("scaling", same { [$0.energyScale] + $0.featureMeans + $0.featureScales }),
      ("repulsion_radii", same(\.repulsionRadii)),
      ("parameters", same(\.parameters)),
      ("training_range", trainingRange == other.trainingRange),
      ("provenance", provenance == other.provenance),
      ("errors", errors == other.errors),
    ]
    return parts.first { !$0.1 }?.0
  }
}
