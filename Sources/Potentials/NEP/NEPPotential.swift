public import Atomistics

/// A neuroevolution potential (NEP), exactly in the form that `nep.txt` files hold.
///
/// E = Σ_i { E_ref(Z_i) + σ [ Σ_n w_n tanh(Σ_d W_nd s_d (q_d(i) − μ_d) − b_n) − b(Z_i) − b_0 ] } + E_ZBL, with invariants
/// q of the neighborhood of atom i and fixed scales s. Files have μ = 0 and σ = 1; other values make training easier,
/// and `fileForm` folds them into the parameters. The cutoff function is a cosine, so second derivatives jump where a
/// pair crosses a cutoff.
public struct NEPPotential: Sendable {
  /// The fixed choices.
  public let hyperparameters: NEPHyperparameters

  /// The elements, in the order of all tables.
  public let elements: [Element]

  /// The energy of each element's atoms in eV that is added to the form; files hold zero, or fold it into
  /// the offsets of the fifth version.
  public var referenceEnergies: [Double]

  /// The factors s by which the invariants are multiplied, one a feature.
  public var featureScales: [Double]

  /// What is subtracted from the invariants before they are scaled, networks × features; files hold zeros.
  public var featureMeans: [Double]

  /// The unit of the networks' output and of the offsets in eV; files hold 1.
  public var energyScale: Double

  /// The learned parameters; `parameterBlocks` tells what each is.
  public var parameters: [Double]

  /// The short-range repulsion.
  public var repulsion: NEPRepulsion

  /// The room for neighbors that engines are told to provide, within the radial and the angular cutoff.
  public var neighborCapacity: NeighborCapacity

  /// Room for neighbors of an atom.
  public struct NeighborCapacity: Sendable, Hashable {
    /// Within the radial cutoff.
    public var radial: Int
    /// Within the angular cutoff.
    public var angular: Int

    /// Room for `radial` and `angular` neighbors.
    public init(radial: Int, angular: Int) {
      self.radial = radial
      self.angular = angular
    }
  }

  package let layout: NEPLayout

  /// Creates a potential whose parameters are all zero, without repulsion.
  ///
  /// - Throws: `NEPError` when a hyperparameter is out of range.
  public init(
    hyperparameters: NEPHyperparameters, elements: [Element], referenceEnergies: [Double]
  ) throws {
    try hyperparameters.validate(elementCount: elements.count)
    self.hyperparameters = hyperparameters
    self.elements = elements
    self.referenceEnergies = referenceEnergies
    layout = NEPLayout(hyperparameters, elements: elements.map(\.symbol))
    featureScales = Array(repeating: 1, count: hyperparameters.featureCount)
    featureMeans = Array(repeating: 0, count: layout.networkCount * hyperparameters.featureCount)
    energyScale = 1
    parameters = Array(repeating: 0, count: layout.parameterCount)
    repulsion = .none
    neighborCapacity = NeighborCapacity(radial: 200, angular: 100)
  }

  /// The number of invariants of each atom.
  public var featureCount: Int { hyperparameters.featureCount }

  /// The parts of the parameter vector.
  public var parameterBlocks: [ParameterBlock] { layout.blocks }

  /// The distance in Å beyond which atoms do not interact directly.
  public var cutoff: Double { hyperparameters.radialCutoffs.max() ?? 0 }

  /// The short-range repulsion of each ordered pair of elements, where there is one.
  package var pairRepulsions: [NEPPairRepulsion?] { repulsion.pairs(of: elements) }
}
