import Atomistics
import Potentials
import Testing
import Training

@Suite("Conformance: the gradient of the loss")
struct LossGradientTests {
  /// The weights of energy, force and virial.
  static let weights: [SIMD3<Double>] = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [100, 1, 3]]

  /// From the gradient g, one step of Adam at rate η moves every parameter by η against the sign of g, so the
  /// loss that is reported next must be lower by η Σ|g|.
  @Test("a step changes the reported loss as its gradient says", arguments: weights)
  func step(weights: SIMD3<Double>) throws {
    var options = PlantedData.options(epochs: 2)
    (options.energyWeight, options.forceWeight, options.virialWeight) = (weights.x, weights.y, weights.z)
    (options.batchSize, options.weightDecay, options.warmUpFraction) = (10, 0, 0)
    let rate = 2e-5
    (options.learningRate, options.finalLearningRateFraction) = (rate, 1)
    let planted = try PlantedData.planted()
    var structures = try PlantedData.labeled(10, by: planted)
    for index in structures.indices { structures[index].weight = 0.5 + 0.3 * Double(index) }
    let trainer = try Trainer(
      try PlantedData.perturbed(0.2), training: structures, validation: [], options: options)
    var losses: [Double] = []
    var decrease = 0.0
    try trainer.run { record in
      losses.append(record.training.meanLoss)
      // After the first step the first moments are (1 − β₁) g.
      if record.epoch == 1 {
        decrease = rate * trainer.state.optimizer.firstMoments.reduce(0) { $0 + abs($1) / 0.1 }
      }
      return true
    }
    // The curvature of the loss along the step, and Float32 sums, take some percent.
    let found = losses[0] - losses[1]
    #expect(abs(found - decrease) < 0.05 * decrease, "\(found) instead of \(decrease)")
  }
}
