public import Atomistics

/// The fixed choices of a potential of symmetry functions; everything else is learned.
public struct ACSFArchitecture: Sendable, Hashable {
  /// The symmetry functions of each central element, in the order of n2p2; at least one each.
  public let functions: [Element: [SymmetryFunction]]

  /// The factor that ends Gaussian symmetry functions.
  public let cutoffFunction: CutoffFunction

  /// How values of symmetry functions become inputs of the networks.
  public let scaling: FeatureScaling

  /// The widths of the hidden layers of every network.
  public let hiddenLayers: [Int]

  /// The activation of each hidden layer, and that of the output.
  public let activations: [Activation]

  /// Whether the argument of every activation is divided by the width of the layer before it.
  public let normalizesLayers: Bool

  /// Creates an architecture; functions are put in order.
  ///
  /// - Throws: `ACSFError` for a choice that makes no potential.
  public init(
    functions: [Element: [SymmetryFunction]], cutoffFunction: CutoffFunction, scaling: FeatureScaling,
    hiddenLayers: [Int], activations: [Activation], normalizesLayers: Bool = false
  ) throws {
    self.functions = functions.mapValues(SymmetryFunction.sorted)
    self.cutoffFunction = cutoffFunction
    self.scaling = scaling
    self.hiddenLayers = hiddenLayers
    self.activations = activations
    self.normalizesLayers = normalizesLayers
    try validate()
  }

  /// The elements by atomic number: the order of all tables.
  public var elements: [Element] { functions.keys.sorted { $0.atomicNumber < $1.atomicNumber } }

  /// The largest cutoff radius in Å.
  public var cutoff: Double { functions.values.joined().map(\.cutoff).max() ?? 0 }

  /// The number of symmetry functions of an element.
  public func featureCount(_ element: Element) -> Int { functions[element]?.count ?? 0 }
}
