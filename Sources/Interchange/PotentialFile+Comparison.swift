import Potentials

extension PotentialFile {
  /// The name of the first part that differs from another file's, bit for bit, or `nil` when none does.
  public func firstDifference(from other: PotentialFile) -> String? {
    func same(_ numbers: (FittedPotential) -> [Double]) -> Bool {
      numbers(potential).map(\.bitPattern) == numbers(other.potential).map(\.bitPattern)
    }
    let fixed = potential.fixedParts
    let otherFixed = other.potential.fixedParts
    let parts: [(String, Bool)] = [
      ("family", potential.family == other.potential.family),
      ("elements", potential.elements == other.potential.elements),
      ("hyperparameters", fixed.choices == otherFixed.choices),
      ("reference_energies", same(\.referenceEnergies)),
      ("scaling", fixed.scaling.map(\.bitPattern) == otherFixed.scaling.map(\.bitPattern)),
      ("repulsion", fixed.repulsion.map(\.bitPattern) == otherFixed.repulsion.map(\.bitPattern)),
      ("parameters", same(\.parameters)),
      ("training_range", trainingRange == other.trainingRange),
      ("provenance", provenance == other.provenance),
      ("errors", errors == other.errors),
    ]
    return parts.first { !$0.1 }?.0
  }
}

extension FittedPotential {
  /// What a fit does not change, for comparison.
  fileprivate var fixedParts: (choices: AnyHashable, scaling: [Double], repulsion: [Double]) {
    switch self {
    case .density(let potential):
      (
        potential.hyperparameters,
        [potential.energyScale] + potential.featureMeans + potential.featureScales,
        potential.repulsionRadii + potential.singleAtomLimits.flatMap { [$0.energy, $0.neighbors] }
      )
    case .nep(let potential):
      (
        [AnyHashable(potential.hyperparameters), potential.neighborCapacity],
        [potential.energyScale] + potential.featureMeans + potential.featureScales,
        potential.repulsion.numbers
      )
    case .acsf(let potential):
      (
        potential.architecture,
        [potential.energyScale] + potential.featureRanges.joined().flatMap(\.numbers), []
      )
    }
  }
}
