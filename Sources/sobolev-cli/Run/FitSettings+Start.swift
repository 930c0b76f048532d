import Sobolev

extension FitSettings {
  /// The potential that a fit starts with: that of `start`, or a new one for the structures.
  ///
  /// - Throws: `PredictionError.unknownElement` where the potential of `start` lacks an element of the data, and what
  ///   reading it throws.
  func startingPotential(
    on structures: [LabeledConfiguration], of data: FitInput
  ) throws -> FittedPotential {
    if let start {
      let potential = try PotentialSource.read(start).potential
      try DataCheck.requireElements(of: data.training.frames, in: potential.elements)
      switch potential {
      case .density: return potential
      case .nep(let nep): return .nep(try nep.refined(on: structures, threads: training.threads))
      case .acsf(let acsf): return .acsf(try acsf.refined(on: structures, threads: training.threads))
      }
    }
    switch family {
    case .density:
      return .density(
        try DensityPotential(
          startingOn: structures, hyperparameters: model, elements: data.elements,
          referenceEnergies: data.referenceEnergies, seed: training.seed))
    case .nep:
      return .nep(
        try NEPPotential(
          startingOn: structures, settings: nep, elements: data.elements,
          referenceEnergies: data.referenceEnergies, seed: training.seed))
    case .acsf:
      return .acsf(
        try ACSFPotential(
          startingOn: structures, settings: acsf, elements: data.elements,
          referenceEnergies: data.referenceEnergies, seed: training.seed))
    }
  }

  /// The networks of the family in words.
  var networks: String {
    switch family {
    case .density: "networks \(model.hiddenLayers)"
    case .nep: "\(nep.neurons) neurons an element"
    case .acsf: "at most \(acsf.functions) symmetry functions, networks \(acsf.hiddenLayers)"
    }
  }
}
