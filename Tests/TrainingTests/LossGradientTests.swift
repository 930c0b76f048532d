import Atomistics
import Potentials
import Testing
import Training

@Suite("Conformance: the gradient of the loss")
struct LossGradientTests {
  /// The weights of energy, force and virial.
  static let weights: [SIMD3<Double>] = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [100, 1, 3]]

  /// A small step Δθ must change the loss that is reported next by g·Δθ, g being the gradient before it.
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
    let start = try PlantedData.perturbed(0.2)
    let trainer = try Trainer(start, training: structures, validation: [], options: options)
    var losses: [Double] = []
    var decrease = 0.0
    try trainer.run { record in
      losses.append(record.training.meanLoss)
      if record.epoch == 1 {
        let steps = zip(trainer.state.parameters, start.parameters).map { $0 - $1 }
        decrease = -zip(trainer.gradient, steps).reduce(0) { $0 + $1.0 * $1.1 }
      }
      return true
    }
    // The curvature of the loss along the step, and Float32 sums, take some percent.
    let found = losses[0] - losses[1]
    #expect(decrease > 0)
    #expect(abs(found - decrease) < 0.05 * decrease, "\(found) instead of \(decrease)")
  }
}
