public import Atomistics

/// The native family: learned radial functions, density invariants up to four-body, one network an element.
///
/// E = Σ_i [ E_ref(Z_i) + σ_E N_Z(h_i) + E_single(ρ_i) ] + E_ZBL, where h_i are the standardized invariants of the density
/// around atom i within the cutoff, and N_Z(h) = w·φ(… φ(W₁ h + b₁) …) + s·h + b is the network of its element with
/// a linear skip and, by default, φ = tanh. E_single acts on atoms with hardly any neighbors alone (`SingleAtomLimit`).
public struct DensityPotential: Sendable {
  /// The fixed choices.
  public let hyperparameters: DensityHyperparameters

  /// The elements, in the order of all tables.
  public let elements: [Element]

  /// The energy of an isolated atom of each element in eV.
  public var referenceEnergies: [Double]

  /// The unit σ_E of the networks' output in eV.
  public var energyScale: Double

  /// The mean of each feature that the standardization subtracts: elements × features.
  public var featureMeans: [Double]

  /// The factor by which the standardization multiplies: elements × features.
  public var featureScales: [Double]

  /// The learned parameters; `parameterBlocks` tells what each is.
  public var parameters: [Double]

  /// The outer radius in Å of the short-range (ZBL) repulsion of each pair of elements, elements ×
  /// elements, symmetric; zero where there is none. It is switched off smoothly from half of it outwards.
  public var repulsionRadii: [Double]

  /// What single atoms of each element get beyond their networks; see `SingleAtomLimit`.
  public var singleAtomLimits: [SingleAtomLimit]

  package let catalog: InvariantCatalog
  package let layout: DensityLayout

  /// Creates a potential whose parameters are all zero, but for slopes, which are 1.
  ///
  /// - Throws: `DensityError` when a hyperparameter is out of range.
  public init(
    hyperparameters: DensityHyperparameters, elements: [Element], referenceEnergies: [Double]
  ) throws {
    try hyperparameters.validate()
    self.hyperparameters = hyperparameters
    self.elements = elements
    self.referenceEnergies = referenceEnergies
    energyScale = 1
    catalog = InvariantCatalog(hyperparameters)
    layout = DensityLayout(
      hyperparameters, elements: elements.map(\.symbol), featureCount: catalog.featureCount)
    featureMeans = Array(repeating: 0, count: elements.count * catalog.featureCount)
    featureScales = Array(repeating: 1, count: elements.count * catalog.featureCount)
    parameters = Array(repeating: 0, count: layout.parameterCount)
    repulsionRadii = Array(repeating: 0, count: elements.count * elements.count)
    singleAtomLimits = Array(repeating: SingleAtomLimit(), count: elements.count)
    for block in layout.blocks where block.name.contains("/slopes/") {
      for index in block.range { parameters[index] = 1 }
    }
  }

  /// The number of invariants of each atom.
  public var featureCount: Int { catalog.featureCount }

  /// The parts of the parameter vector.
  public var parameterBlocks: [ParameterBlock] { layout.blocks }

  /// The short-range repulsion of each ordered pair of elements, where there is one.
  package var repulsions: [NuclearRepulsion?] {
    elements.indices.flatMap { a in
      elements.indices.map { b in
        let radius = repulsionRadii[a * elements.count + b]
        return radius > 0
          ? NuclearRepulsion(elements[a], elements[b], outerRadius: radius) : nil
      }
    }
  }

  /// The distance in Å beyond which atoms do not interact directly.
  public var cutoff: Double { hyperparameters.cutoff }
}
