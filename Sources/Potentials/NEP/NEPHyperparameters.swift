/// The fixed choices of a neuroevolution potential (NEP); everything else is learned.
///
/// The form is that of the third to fifth version (Z. Fan et al. 2022, doi:10.1063/5.0106617; K. Song et al. 2024,
/// doi:10.1038/s41467-024-54554-x).
public struct NEPHyperparameters: Sendable, Hashable {
  /// Which networks there are.
  public enum Version: Int, Sendable, CaseIterable {
    /// One network for all elements.
    case nep3 = 3
    /// One network an element.
    case nep4 = 4
    /// One network and one energy offset an element.
    case nep5 = 5
  }

  /// Which networks there are.
  public var version: Version

  /// The radial cutoff in Å of each element; that of a pair is the mean.
  public var radialCutoffs: [Double]

  /// The angular cutoff in Å of each element; that of a pair is the mean.
  public var angularCutoffs: [Double]

  /// The number of radial functions of the two-body invariants (n_max + 1 of the file).
  public var radialChannels: Int

  /// The number of radial functions of all other invariants (n_max + 1 of the file).
  public var angularChannels: Int

  /// The number of Chebyshev functions behind each radial function (basis_size + 1 of the file).
  public var radialBasisSize: Int

  /// The number of Chebyshev functions behind each radial function of the angular part (basis_size + 1).
  public var angularBasisSize: Int

  /// The largest degree l of the three-body invariants.
  public var maximumDegree: Int

  /// The invariants beyond the three-body ones, in their order.
  public var manyBodyTerms: [NEPManyBodyTerm]

  /// The number of neurons of the hidden layer.
  public var neurons: Int

  /// Creates hyperparameters with one pair of cutoffs for all of `elementCount` elements.
  public init(
    version: Version = .nep4, elementCount: Int, radialCutoff: Double = 6, angularCutoff: Double = 5,
    radialChannels: Int = 7, angularChannels: Int = 7, radialBasisSize: Int = 9,
    angularBasisSize: Int = 9, maximumDegree: Int = 4,
    manyBodyTerms: [NEPManyBodyTerm] = [.triple222], neurons: Int = 30
  ) {
    self.version = version
    radialCutoffs = Array(repeating: radialCutoff, count: elementCount)
    angularCutoffs = Array(repeating: angularCutoff, count: elementCount)
    self.radialChannels = radialChannels
    self.angularChannels = angularChannels
    self.radialBasisSize = radialBasisSize
    self.angularBasisSize = angularBasisSize
    self.maximumDegree = maximumDegree
    self.manyBodyTerms = manyBodyTerms
    self.neurons = neurons
  }

  /// The number of invariants for each angular channel.
  public var blockCount: Int { maximumDegree + manyBodyTerms.count }

  /// The number of invariants of an atom.
  public var featureCount: Int { radialChannels + angularChannels * blockCount }

  /// The radial cutoff of a pair of elements in Å.
  public func radialCutoff(_ first: Int, _ second: Int) -> Double {
    (radialCutoffs[first] + radialCutoffs[second]) / 2
  }

  /// The angular cutoff of a pair of elements in Å.
  public func angularCutoff(_ first: Int, _ second: Int) -> Double {
    (angularCutoffs[first] + angularCutoffs[second]) / 2
  }
}
