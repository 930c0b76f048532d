internal import Atomistics

/// A penalty of one structure in a step.
struct PenaltyItem: Sendable {
  /// The structure of the training set.
  var structure: Int
  /// The derivative that is penalized.
  var derivative: DerivativePenalty.Derivative
}

/// What all workers share when they evaluate the penalties of a step.
struct PenaltyPlan: Sendable {
  /// The penalties, by derivative.
  var penalties: [DerivativePenalty.Derivative: DerivativePenalty]
  /// Where they are evaluated.
  var points: PenaltyPoints
  /// The factor of the gradient.
  var scale: Double
  /// The seed of the points.
  var seed: UInt64
  /// The epoch, counted from 1.
  var epoch: Int

  /// The random numbers of an item: a function of seed, epoch, structure and derivative alone.
  func generator(_ item: PenaltyItem) -> RandomGenerator {
    // Bits 63 and 62 keep these streams apart from those of Hessian probes and all that count from zero.
    let stream =
      3 << 62 | UInt64(epoch) << 40 | UInt64(item.structure) << 12 | UInt64(item.derivative.rawValue)
    return RandomGenerator(seed: seed, stream: stream)
  }
}
