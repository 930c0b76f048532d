import Atomistics
import Potentials
import Testing
import Training

@Suite("Running a fit")
struct TrainerTests {
  /// The state without the wall-clock time.
  private struct Bits: Equatable {
    var parameters: [Double]
    var average: [Double]
    var best: [Double]
    var bestEpoch: Int
    var bestLoss: Double
    var optimizer: Optimizer
    var meanSquares: [Double]
    var progress: Double

    init(_ state: TrainingState) {
      (parameters, average, best) = (state.parameters, state.average, state.best)
      (bestEpoch, bestLoss) = (state.bestEpoch, state.bestLoss)
      (optimizer, meanSquares, progress) = (state.optimizer, state.meanSquares, state.progress)
    }
  }

  private func trainer(
    _ options: TrainingOptions, resuming state: TrainingState? = nil, validation: Bool = true
  ) throws -> Trainer<DensityPotential> {
    let planted = try PlantedData.planted()
    return try Trainer(
      try PlantedData.perturbed(0.2), training: try PlantedData.labeled(10, by: planted),
      validation: validation ? try PlantedData.labeled(3, by: planted, seed: 5) : [],
      options: options, resuming: state)
  }

  @Test("a fit resumed after any epoch has the bits of one that ran through", arguments: [1, 3, 5])
  func resume(epoch: Int) throws {
    var options = PlantedData.options(epochs: 6, threads: 2)
    options.huberThreshold = 1.5
    let straight = try trainer(options)
    try straight.run { _ in true }
    let stopped = try trainer(options)
    try stopped.run { $0.epoch < epoch }
    #expect(stopped.state.epoch == epoch)
    #expect(Bits(stopped.state) != Bits(straight.state))
    let resumed = try trainer(options, resuming: stopped.state)
    try resumed.run { _ in true }
    #expect(Bits(resumed.state) == Bits(straight.state))
    #expect(resumed.state.epoch == 6)
  }

  @Test("weights are averaged over no more than a fifteenth of the schedule")
  func averaging() throws {
    func average(epochs: Int, over averagingEpochs: Double) throws -> [Double] {
      var options = PlantedData.options(epochs: epochs)
      options.averagingEpochs = averagingEpochs
      let trainer = try trainer(options)
      try trainer.run { _ in true }
      return trainer.state.average
    }
    #expect(try average(epochs: 15, over: 10) == average(epochs: 15, over: 1))
    #expect(try average(epochs: 15, over: 10) != average(epochs: 15, over: 0.5))
    #expect(try average(epochs: 45, over: 10) == average(epochs: 45, over: 3))
  }

  @Test("the same number of threads gives the same bits", arguments: [1, 2])
  func reproducible(threads: Int) throws {
    let runs = try (0..<2).map { _ in
      let trainer = try trainer(PlantedData.options(epochs: 4, threads: threads))
      try trainer.run { _ in true }
      return Bits(trainer.state)
    }
    #expect(runs[0] == runs[1])
  }

  @Test("another number of threads agrees to rounding, another seed does not")
  func threadsAndSeeds() throws {
    func parameters(threads: Int, seed: UInt64) throws -> [Double] {
      var options = PlantedData.options(epochs: 1, threads: threads)
      options.seed = seed
      let trainer = try trainer(options)
      try trainer.run { _ in true }
      return trainer.state.parameters
    }
    let one = try parameters(threads: 1, seed: 1)
    func distance(_ other: [Double]) -> Double { zip(one, other).map { abs($0 - $1) }.max() ?? 0 }
    // Three steps of at most 3·10⁻³, each moved by the rounding of Float32 gradients.
    let (threadsApart, seedsApart) = (
      try distance(parameters(threads: 2, seed: 1)), try distance(parameters(threads: 1, seed: 2))
    )
    #expect(threadsApart < 1e-4, "\(threadsApart), seeds \(seedsApart)")
    #expect(seedsApart > 1e-4)
  }

  @Test("the fit stops when validation has not improved for `patience` epochs")
  func patience() throws {
    var options = PlantedData.options(epochs: 50)
    options.patience = 3
    // From the planted parameters it can only get worse.
    let planted = try PlantedData.planted()
    options.learningRate = 0.05
    options.weightDecay = 0
    let structures = try PlantedData.labeled(8, by: planted)
    let trainer = try Trainer(planted, training: structures, validation: structures, options: options)
    var records: [EpochRecord] = []
    try trainer.run { record in
      records.append(record)
      return true
    }
    #expect(records.count < 50 && records.count == trainer.state.bestEpoch + 3)
  }

  @Test("the parameters with the smallest validation loss are kept")
  func best() throws {
    var options = PlantedData.options(epochs: 12)
    options.learningRate = 0.05
    let trainer = try trainer(options)
    var (losses, averages): ([Double], [[Double]]) = ([], [])
    try trainer.run { record in
      let loss = try #require(record.validation).meanLoss
      #expect(record.isBest == losses.allSatisfy { loss < $0 })
      losses.append(loss)
      averages.append(trainer.state.average)
      return true
    }
    let smallest = try #require(losses.indices.min { losses[$0] < losses[$1] })
    #expect(trainer.state.bestEpoch == smallest + 1 && trainer.state.bestLoss == losses[smallest])
    #expect(trainer.best.parameters == averages[smallest])
  }

  @Test("without validation the training loss decides")
  func noValidation() throws {
    let trainer = try trainer(PlantedData.options(epochs: 4), validation: false)
    var losses: [Double] = []
    try trainer.run { record in
      #expect(record.validation == nil)
      losses.append(record.training.meanLoss)
      return true
    }
    #expect(trainer.state.bestLoss == losses.min())
  }

  @Test("labels that are missing are left out")
  func missingLabels() throws {
    let planted = try PlantedData.planted()
    var structures = try PlantedData.labeled(6, by: planted)
    structures[0].labels.forces = nil
    structures[1].labels.energy = nil
    structures[2].labels.virial = nil
    structures[3].labels = Labels()
    let trainer = try Trainer(
      planted, training: structures, validation: [], options: PlantedData.options(epochs: 1))
    try trainer.run { record in
      #expect(record.training.energyPerAtom.count == 4 && record.training.virialPerAtom.count == 9 * 4)
      let atoms = [1, 2, 4, 5].reduce(0) { $0 + structures[$1].configuration.count }
      #expect(record.training.force.count == 3 * atoms)
      return true
    }
  }

  @Test("a fit that is cancelled within an epoch goes on from the epoch before it, with the same bits")
  func cancelled() throws {
    let whole = try trainer(PlantedData.options(epochs: 4))
    try whole.run { _ in true }
    let part = try trainer(PlantedData.options(epochs: 4))
    var atSecond: TrainingState?
    var checks = 0
    try part.run(isCancelled: {
      checks += 1
      return atSecond != nil && checks.isMultiple(of: 2)
    }) { record in
      if record.epoch == 2 {
        (atSecond, checks) = (part.state, 0)
      }
      return true
    }
    #expect(checks == 2, "cancelled before the second step of the third epoch")
    #expect(part.state == atSecond)
    let resumed = try trainer(PlantedData.options(epochs: 4), resuming: part.state)
    try resumed.run { _ in true }
    #expect(resumed.state.parameters.map(\.bitPattern) == whole.state.parameters.map(\.bitPattern))
  }
}
