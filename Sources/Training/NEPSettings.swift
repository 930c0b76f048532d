public import Atomistics
public import Potentials

/// The sizes of a neuroevolution potential as one sets them for all elements alike.
public struct NEPSettings: Sendable, Hashable, Codable {
  /// Atoms farther apart than this do not interact directly, in Å.
  public var radialCutoff = 6.0
  /// Angles between neighbors within this distance matter, in Å.
  public var angularCutoff = 5.0
  /// The number of radial functions of the two-body invariants.
  public var radialChannels = 9
  /// The number of radial functions of all other invariants.
  public var angularChannels = 7
  /// The number of Chebyshev functions behind each radial function.
  public var radialBasisSize = 9
  /// The number of Chebyshev functions behind each radial function of the angular part.
  public var angularBasisSize = 9
  /// The largest degree of the three-body invariants.
  public var maximumDegree = 4
  /// 3: invariants of three bodies; 4: the term 222 as well; 5: the terms 222 and 1111 as well.
  public var bodyOrder = 4
  /// The number of neurons of the hidden layer.
  public var neurons = 50

  /// The default sizes, which every engine of the fourth version has room for.
  public init() {}

  /// Chooses cutoffs for the structures of a training set.
  ///
  /// The angular cutoff takes in about 36 neighbors in a crystal or liquid, within 4 to 6 Å, and is 5 Å for molecules;
  /// the radial cutoff is 1 Å larger.
  public init(for structures: [LabeledConfiguration]) {
    let sample = AutomaticSettings.sample(structures)
    guard !sample.isEmpty else { return }
    angularCutoff = AutomaticSettings.cutoff(for: sample)
    radialCutoff = angularCutoff + 1
  }

  /// The hyperparameters of a potential for some number of elements.
  public func hyperparameters(elementCount: Int) -> NEPHyperparameters {
    NEPHyperparameters(
      version: .nep4, elementCount: elementCount, radialCutoff: radialCutoff, angularCutoff: angularCutoff,
      radialChannels: radialChannels, angularChannels: angularChannels, radialBasisSize: radialBasisSize,
      angularBasisSize: angularBasisSize, maximumDegree: maximumDegree,
      manyBodyTerms: Array([.triple222, .quadruple1111].prefix(bodyOrder - 3)), neurons: neurons)
  }
}
