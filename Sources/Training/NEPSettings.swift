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

  /// Chooses sizes for the structures of a training set.
  ///
  /// In a crystal or liquid the angular cutoff takes in about 28 neighbors, within 4 to 6 Å, and the radial one about 64,
  /// within 5 to 8 Å; molecules get 4 and 6 Å. From a hundred structures on there are 80 neurons and as many radial
  /// functions as GPUMD has room for, 13 and 9. The rules come from validation parts of the training data of PbTe (15 structures),
  /// silicon (171) and ethanol (807); the article about the family has the figures.
  public init(for structures: [LabeledConfiguration]) {
    let sample = AutomaticSettings.sample(structures)
    if let angular = AutomaticSettings.cutoff(neighbors: 28, in: sample, within: 4...6),
      let radial = AutomaticSettings.cutoff(neighbors: 64, in: sample, within: 5...8)
    {
      (angularCutoff, radialCutoff) = (angular, radial)
    }
    if structures.count >= 100 { (radialChannels, angularChannels, neurons) = (13, 9, 80) }
  }

  /// Chooses how a potential of these sizes is trained: as others, but with about 250 atoms a step, within 2 to 16
  /// structures, and for as many steps as the potential has parameters, at least 6000.
  ///
  /// On PbTe, whose structures have 250 atoms, steps of two structures need a third of the time that steps of eight need. Silicon (5000
  /// parameters) gains nothing from more steps, ethanol (16 000) a seventh of the force error.
  public static func options(for structures: [LabeledConfiguration]) -> TrainingOptions {
    var options = AutomaticSettings(for: structures).options
    let sample = AutomaticSettings.sample(structures)
    guard !sample.isEmpty else { return options }
    let atoms = Double(sample.reduce(0) { $0 + $1.count }) / Double(sample.count)
    options.batchSize = min(max(Int((250 / atoms).rounded()), 2), 16)
    let elements = Set(sample.flatMap(\.elements)).map(\.symbol)
    let layout = NEPLayout(
      NEPSettings(for: structures).hyperparameters(elementCount: elements.count), elements: elements)
    let steps = max(6000, layout.parameterCount)
    options.epochs = max(options.epochs, steps * options.batchSize / structures.count)
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
