public import Atomistics

/// A potential of one of the families that can be fitted and stored.
///
/// Everything but its family is that of the potential behind it.
public enum FittedPotential: Sendable {
  case density(DensityPotential)
  case nep(NEPPotential)
  case acsf(ACSFPotential)

  /// The family.
  public var family: PotentialFamily {
    switch self {
    case .density: .density
    case .nep: .nep
    case .acsf: .acsf
    }
  }

  /// The potential itself.
  public var potential: any TrainablePotential {
    switch self {
    case .density(let potential): potential
    case .nep(let potential): potential
    case .acsf(let potential): potential
    }
  }

  /// The number of invariants of each atom; the largest where elements differ.
  public var featureCount: Int {
    switch self {
    case .density(let potential): potential.featureCount
    case .nep(let potential): potential.featureCount
    case .acsf(let potential): potential.featureCount
    }
  }

  /// The potential as it is stored after a fit: density potentials give single atoms their reference energies,
  /// neuroevolution potentials have exactly the numbers that engines read.
  ///
  /// - Parameters:
  ///   - atomEnergies: The energies of isolated atoms in eV, one for each element, where they are known.
  ///   - structures: The training data.
  /// - Throws: As `DensityPotential.settled(atomEnergies:on:)`.
  public func finished(
    atomEnergies: [Double]?, on structures: [LabeledConfiguration]
  ) throws -> FittedPotential {
    switch self {
    case .density(let potential): .density(try potential.settled(atomEnergies: atomEnergies, on: structures))
    case .acsf: self
    case .nep(let potential): .nep(potential.engineForm)
    }
  }
}

extension FittedPotential: TrainablePotential {
  public var elements: [Element] { potential.elements }

  public var cutoff: Double { potential.cutoff }

  public var referenceEnergies: [Double] { potential.referenceEnergies }

  public var parameters: [Double] {
    get { potential.parameters }
    set {
      switch self {
      case .density(var potential):
        potential.parameters = newValue
        self = .density(potential)
      case .nep(var potential):
        potential.parameters = newValue
        self = .nep(potential)
      case .acsf(var potential):
        potential.parameters = newValue
        self = .acsf(potential)
      }
    }
  }

  public var parameterBlocks: [ParameterBlock] { potential.parameterBlocks }

  public func makeGradientWorkers(count: Int) -> GradientWorkers {
    potential.makeGradientWorkers(count: count)
  }

  public func makeEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator {
    try potential.makeEvaluator(for: structures, options: options)
  }

  public func makeCurvatureEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any CurvatureEvaluator {
    try potential.makeCurvatureEvaluator(for: structures, options: options)
  }
}
