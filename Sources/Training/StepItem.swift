internal import Atomistics

/// What a worker does with one structure in a step: compares energy, forces and virial, or one probe of the
/// Hessian, or both at once.
struct StepItem: Sendable, Hashable {
  /// The structure of the training set.
  var structure: Int
  /// Whether energy, forces and virial count.
  var hasFirstOrder: Bool
  /// Which of `probeCount` probes of the Hessian counts; `nil` for none.
  var probe: Int?
  var probeCount = 0

  /// The items of a structure: as many as there are probes, at least one.
  static func items(of structure: Int, in set: TrainingSet, probes: Int) -> [StepItem] {
    guard probes > 0, let label = set.hessians[structure] else {
      return [StepItem(structure: structure, hasFirstOrder: true)]
    }
    let count = label.probeCount(probes)
    return (0..<count).map {
      StepItem(structure: structure, hasFirstOrder: $0 == 0, probe: $0, probeCount: count)
    }
  }
}

/// What all workers of a step share.
struct StepPlan: Sendable {
  var loss: SobolevLoss
  /// The factor of the gradient; `nil` for values alone.
  var scale: Double?
  /// The seed of the probes.
  var seed: UInt64
  /// The epoch, counted from 1.
  var epoch: Int
  /// Whether the probes are those of the epoch; otherwise they are always the same.
  var hasFreshProbes: Bool

  /// The probe of an item: a function of seed, epoch, structure and number alone.
  func probe(_ item: StepItem, _ number: Int, _ label: HessianLabel) -> [Double] {
    // Bit 63 keeps these streams apart from all that count from zero.
    let stream =
      1 << 63 | UInt64(hasFreshProbes ? epoch : 0) << 40 | UInt64(item.structure) << 12
      | UInt64(number & 0xFFF)
    var generator = RandomGenerator(seed: seed, stream: stream)
    return label.probe(number, using: &generator)
  }
}
