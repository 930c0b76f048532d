public import Atomistics
public import Potentials

/// The sizes of a neuroevolution potential as one sets them for all elements alike.
public struct NEPSettings: Sendable, Hashable, Codable {
  /// Atoms farther apart than this do not interact directly, in Å.
  public var radialCutoff = 6.0
  /// Angles between neighbors within this distance matter, in Å.
  public var angularCutoff = 4.0
  /// The number of radial functions of the two-body invariants.
  public var radialChannels = 12
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

  /// Chooses sizes for the structures of a training set, by rules found on PbTe, silicon and ethanol.
  ///
  /// In a crystal or liquid the angular cutoff takes in about 20 neighbors, within 4 to 6 Å, and the radial one about 64,
  /// within 5 to 8 Å: on PbTe (20 structures) 5.4 and 8 Å leave a fifth less force error than 6 and 7 Å. Molecules get 4 and
  /// 6 Å, and with their few neighbors more radial functions and the term 1111, a fifth less on ethanol.
  public init(for structures: [LabeledConfiguration]) {
    let sample = AutomaticSettings.sample(structures)
    if let angular = AutomaticSettings.cutoff(neighbors: 20, in: sample, within: 4...6),
      let radial = AutomaticSettings.cutoff(neighbors: 64, in: sample, within: 5...8)
    {
      (angularCutoff, radialCutoff) = (angular, radial)
    } else if !sample.isEmpty {
      (angularChannels, bodyOrder) = (9, 5)
    }
  }

  /// Chooses how a potential of these sizes is trained: as others, but with about 250 atoms a step, within 2 to 16
  /// structures, and for at least 6000 steps.
  ///
  /// On PbTe, whose structures have 250 atoms, steps of two structures need a third of the time that steps of eight need.
  public static func options(for structures: [LabeledConfiguration]) -> TrainingOptions {
    var options = AutomaticSettings(for: structures).options
    let sample = AutomaticSettings.sample(structures)
    guard !sample.isEmpty else { return options }
    let atoms = Double(sample.reduce(0) { $0 + $1.count }) / Double(sample.count)
    options.batchSize = min(max(Int((250 / atoms).rounded()), 2), 16)
    options.epochs = max(options.epochs, 6000 * options.batchSize / structures.count)
    return options
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
