public import Atomistics

/// The acsf family: atom-centered symmetry functions and one network an element, in the form that n2p2, CP2K and
/// LAMMPS run.
///
/// E = Σ_i [ E_ref(Z_i) + σ_E N_Z(a G_i + b) ], where G_i are the symmetry functions of atom i and
/// N_Z(x) = f_L(W_L … f_1(W_1 x + b_1) … + b_L) is the network of its element (J. Behler, M. Parrinello 2007,
/// doi:10.1103/PhysRevLett.98.146401).
public struct ACSFPotential: Sendable {
  /// The fixed choices.
  public let architecture: ACSFArchitecture

  /// The elements by atomic number: the order of all tables.
  public let elements: [Element]

  /// The largest cutoff radius in Å.
  public let cutoff: Double

  /// The energy of an isolated atom of each element in eV, without what its network gives for no neighbors.
  public var referenceEnergies: [Double]

  /// The unit σ_E of the networks' output in eV.
  public var energyScale: Double

  /// The distribution of each symmetry function of each element, which the scaling refers to.
  public private(set) var featureRanges: [[FeatureRange]]

  /// The learned parameters; `parameterBlocks` tells what each is.
  public var parameters: [Double]

  package let layout: ACSFLayout

  /// Creates a potential whose parameters are all zero.
  ///
  /// - Throws: `ACSFError.constantFeature` where the scaling would divide by zero.
  public init(
    _ architecture: ACSFArchitecture, featureRanges: [[FeatureRange]], referenceEnergies: [Double],
    energyScale: Double = 1
  ) throws {
    self.architecture = architecture
    elements = architecture.elements
    cutoff = architecture.cutoff
    layout = ACSFLayout(architecture)
    precondition(referenceEnergies.count == elements.count, "one energy an element")
    precondition(
      featureRanges.map(\.count) == layout.widths.map { $0[0] }, "one range a symmetry function")
    self.referenceEnergies = referenceEnergies
    self.energyScale = energyScale
    self.featureRanges = featureRanges
    parameters = Array(repeating: 0, count: layout.parameterCount)
    for (element, ranges) in zip(elements, featureRanges) {
      for (index, range) in ranges.enumerated() {
        let (factor, offset) = architecture.scaling.coefficients(range)
        guard factor.isFinite, offset.isFinite else {
          throw ACSFError.constantFeature(element, index: index + 1)
        }
      }
    }
  }

  /// The parts of the parameter vector.
  public var parameterBlocks: [ParameterBlock] { layout.blocks }

  /// The largest number of symmetry functions of an element.
  public var featureCount: Int { layout.widths.map { $0[0] }.max() ?? 0 }

  /// The same potential with another unit of the networks' output, which the last layer makes up for.
  ///
  /// - Throws: `ACSFError.outOfRange` where the output has an activation, or the unit is not positive.
  public func rescaled(energyScale scale: Double) throws -> ACSFPotential {
    guard architecture.activations.last == .identity else {
      throw ACSFError.outOfRange(
        name: "the activation of the output", value: architecture.activations.last?.rawValue ?? "",
        allowed: "l (none) for a change of the unit of energy")
    }
    guard scale > 0, scale.isFinite else {
      throw ACSFError.outOfRange(name: "the unit of energy", value: "\(scale)", allowed: "positive")
    }
    var copy = self
    let last = layout.layerCount - 1
    for element in elements.indices {
      for index in layout.weights(element, layer: last)..<layout.range(element).upperBound {
        copy.parameters[index] *= energyScale / scale
      }
    }
    copy.energyScale = scale
    return copy
  }

  /// The symmetry functions of the element at a place in the list of elements.
  public func functions(_ element: Int) -> [SymmetryFunction] {
    architecture.functions[elements[element]] ?? []
  }
}
