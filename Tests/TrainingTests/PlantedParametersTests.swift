import Atomistics
import Potentials
import Testing
import Training

@Suite("Conformance: planted parameters are recovered")
struct PlantedParametersTests {
  @Test("from slightly wrong parameters the loss falls by orders of magnitude")
  func recovery() throws {
    let planted = try PlantedData.planted()
    let structures = try PlantedData.labeled(16, by: planted)
    var options = PlantedData.options(epochs: 250)
    options.weightDecay = 0
    options.learningRate = 2e-3
    options.averagingEpochs = 2
    let trainer = try Trainer(
      try PlantedData.perturbed(0.03), training: structures, validation: structures, options: options)
    var losses: [Double] = []
    try trainer.run { record in
      losses.append(record.validation?.meanLoss ?? .nan)
      return true
    }
    let (first, last) = (try #require(losses.first), try #require(losses.last))
    #expect(last < 1e-3 * first, "loss \(first) to \(last)")

    // Other structures are predicted as well: the potential is the planted one, not just a fit.
    let others = try PlantedData.labeled(6, by: planted, seed: 8)
    for other in others {
      var evaluator = try trainer.best.makeEvaluator(
        for: [other.configuration], options: EvaluationOptions())
      try evaluator.evaluate(positions: other.configuration.positions)
      let forces = try #require(other.labels.forces)
      let size = forces.map(\.norm).max() ?? 0
      for (found, exact) in zip(evaluator.evaluation.forces, forces) {
        #expect((found - exact).norm < 0.05 * max(size, 1))
      }
    }
  }

  @Test("at the planted parameters there is nothing to learn")
  func stationary() throws {
    let planted = try PlantedData.planted()
    let structures = try PlantedData.labeled(4, by: planted)
    var options = PlantedData.options(epochs: 1)
    options.weightDecay = 0
    options.learningRate = 1e-12
    let trainer = try Trainer(planted, training: structures, validation: [], options: options)
    try trainer.run { record in
      // Float32 sweeps: forces of a few eV/Å to some 10⁻⁶.
      #expect(record.training.force.rootMeanSquare < 1e-4)
      #expect(record.training.energyPerAtom.rootMeanSquare < 1e-4)
      #expect(record.training.virialPerAtom.rootMeanSquare < 1e-4)
      return true
    }
  }
}
