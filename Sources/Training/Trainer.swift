public import Atomistics
internal import Dispatch
internal import Foundation
public import Potentials

/// Fits a potential to labeled structures by mini-batches.
///
/// Each step evaluates its structures by the real sweep and differentiates the loss by the dual sweep, both
/// spread over threads; sums are added in the order of the threads. The structures of an epoch are a
/// function of the seed and the epoch alone, so a fit that is stopped after any epoch and resumed from its
/// state gives the same bits as one that ran through.
public final class Trainer<Model: TrainablePotential> {
  /// Everything that changes from epoch to epoch.
  public private(set) var state: TrainingState

  /// The options of the fit.
  public let options: TrainingOptions

  private let potential: Model
  private let training: TrainingSet
  private let validation: TrainingSet
  private let load: ([Double]) -> Void
  private let workers: [StepWorker]
  private let decay: [Double]

  /// The gradient of the mean loss of the last step.
  package private(set) var gradient: [Double]

  /// Prepares a fit that starts from a potential, or goes on from a state.
  ///
  /// - Parameters:
  ///   - potential: Where the fit starts; all but its parameters stays.
  ///   - training: The structures to learn from.
  ///   - validation: The structures that decide which parameters are kept; may be empty, then the training
  ///     loss decides.
  ///   - state: The state of an earlier run of the same fit.
  /// - Throws: `TrainingError` when there is nothing to learn from or the state belongs to another fit.
  public init(
    _ potential: Model, training: [LabeledConfiguration],
    validation: [LabeledConfiguration], options: TrainingOptions, resuming state: TrainingState? = nil
  ) throws {
    try options.validate()
    guard !training.isEmpty else { throw TrainingError.noStructures }
    guard training.contains(where: { $0.labels.energy != nil || $0.labels.forces != nil || $0.labels.virial != nil })
    else { throw TrainingError.noLabels }
    self.potential = potential
    self.options = options
    self.training = try TrainingSet(training, for: potential)
    self.validation = try TrainingSet(validation, for: potential)
    let shared = potential.makeGradientWorkers(count: options.threads)
    load = shared.load
    workers = shared.workers.map(StepWorker.init)
    gradient = Array(repeating: 0, count: potential.parameters.count)
    decay = Self.decay(of: potential, options.weightDecay)
    if let state {
      guard state.parameters.count == potential.parameters.count else {
        throw TrainingError.stateDoesNotFit(
          parameters: state.parameters.count, expected: potential.parameters.count)
      }
      self.state = state
    } else {
      self.state = TrainingState(
        parameters: potential.parameters, blocks: potential.parameterBlocks,
        plannedEpochs: options.epochs)
    }
    useSingleThreadedBLAS()
  }

  private static func decay(of potential: Model, _ weightDecay: Double) -> [Double] {
    var decay = [Double](repeating: 0, count: potential.parameters.count)
    for block in potential.parameterBlocks where block.isRegularized {
      for index in block.range { decay[index] = weightDecay }
    }
    return decay
  }

  /// The potential with the best parameters so far.
  public var best: Model {
    var potential = potential
    potential.parameters = state.bestEpoch > 0 ? state.best : state.average
    return potential
  }

  /// Runs until the schedule ends, patience runs out, the fit is cancelled, or `onEpoch` returns `false`.
  ///
  /// - Parameters:
  ///   - isCancelled: Asked before every step; after `true` the state is that of the last complete epoch, and
  ///     a fit that goes on from it ends with the same bits as one that was never cancelled.
  ///   - onEpoch: Called after every epoch; may save `state`.
  /// - Throws: `TrainingError` when the loss stops being finite, and what `onEpoch` throws.
  public func run(
    isCancelled: () -> Bool = { false }, onEpoch: (EpochRecord) throws -> Bool
  ) throws {
    let start = Date()
    let earlier = state.elapsedSeconds
    load(state.parameters)
    if options.timeBudget != nil, state.epoch == 0 { try planFromProbe() }
    while state.epoch < state.plannedEpochs, !patienceIsOver {
      let begin = state
      guard let record = try runEpoch(startedAt: start, earlier: earlier, isCancelled: isCancelled)
      else {
        state = begin
        load(state.parameters)
        return
      }
      if options.timeBudget != nil { replan() }
      guard try onEpoch(record) else { return }
    }
  }

  private var patienceIsOver: Bool {
    guard let patience = options.patience, state.bestEpoch > 0 else { return false }
    return state.epoch - state.bestEpoch >= patience
  }

  // MARK: Schedule

  private var stepsPerEpoch: Int { (training.count + options.batchSize - 1) / options.batchSize }

  /// Lays the schedule out for the time budget from the cost of a few steps that change nothing.
  private func planFromProbe() throws {
    guard let budget = options.timeBudget else { return }
    let batches = batches(ofEpoch: 1).prefix(8)
    try step(batches[0])
    let start = Date()
    for batch in batches { try step(batch) }
    let perStep = Date().timeIntervalSince(start) / Double(batches.count)
    let perEpoch = 1.15 * perStep * Double(stepsPerEpoch)
    state.plannedEpochs = min(max(1, Int(budget / perEpoch)), options.epochs)
  }

  /// Corrects the plan by the time that the epochs have really taken.
  private func replan() {
    guard let budget = options.timeBudget else { return }
    let perEpoch = state.elapsedSeconds / Double(state.epoch)
    let remaining = max(0, budget - state.elapsedSeconds)
    state.plannedEpochs = min(state.epoch + Int(remaining / perEpoch), options.epochs)
  }

  // MARK: Epochs and steps

  /// Passes once over the training set; `nil` when the fit was cancelled before the end.
  private func runEpoch(
    startedAt start: Date, earlier: Double, isCancelled: () -> Bool
  ) throws -> EpochRecord? {
    let schedule = LearningRateSchedule(
      peak: options.learningRate, finalFraction: options.finalLearningRateFraction,
      warmUp: options.warmUpFraction)
    let averagingSteps = options.averagingEpochs * Double(stepsPerEpoch)
    var sums = ErrorSums()
    var rate = 0.0
    let batches = batches(ofEpoch: state.epoch + 1)
    for (index, batch) in batches.enumerated() {
      if isCancelled() { return nil }
      sums.add(try step(batch))
      rate = schedule.rate(at: state.progress)
      state.step(
        gradient: gradient, rate: rate, decay: decay, averagingSteps: averagingSteps,
        threads: options.threads)
      let remaining = (state.plannedEpochs - state.epoch) * batches.count - index
      state.progress += (1 - state.progress) / Double(max(remaining, 1))
      load(state.parameters)
    }
    state.epoch += 1
    updateMeanSquares(sums)
    let validationSums = try validate()
    let loss = validationSums?.meanLoss ?? sums.meanLoss
    let isBest = loss < state.bestLoss
    if isBest {
      state.best = state.average
      state.bestLoss = loss
      state.bestEpoch = state.epoch
    }
    state.elapsedSeconds = earlier + Date().timeIntervalSince(start)
    return EpochRecord(
      epoch: state.epoch, plannedEpochs: state.plannedEpochs, learningRate: rate,
      gradientNorm: gradient.reduce(0) { $0 + $1 * $1 }.squareRoot(), training: sums,
      validation: validationSums, isBest: isBest, elapsedSeconds: state.elapsedSeconds)
  }

  private func updateMeanSquares(_ sums: ErrorSums) {
    let values = [sums.energyPerAtom, sums.force, sums.virialPerAtom].map(\.rootMeanSquare)
    state.meanSquares = values.map { $0.isNaN ? 0 : $0 * $0 }
  }

  /// The structures of each step of an epoch, shuffled by the seed and the epoch.
  private func batches(ofEpoch epoch: Int) -> [[Int]] {
    var generator = RandomGenerator(seed: options.seed, stream: UInt64(epoch))
    let order = (0..<training.count).shuffled(using: &generator)
    return stride(from: 0, to: order.count, by: options.batchSize).map {
      Array(order[$0..<min($0 + options.batchSize, order.count)])
    }
  }

  /// Evaluates a batch and leaves the gradient of its mean loss in `gradient`.
  @discardableResult
  private func step(_ batch: [Int]) throws -> ErrorSums {
    let sums = try evaluate(batch, of: training, scale: 1 / Double(batch.count))
    for index in gradient.indices { gradient[index] = 0 }
    for worker in workers { worker.worker.addGradient(to: &gradient) }
    guard gradient.allSatisfy(\.isFinite) else {
      throw TrainingError.gradientNotFinite(epoch: state.epoch + 1)
    }
    return sums
  }

  private func evaluate(_ batch: [Int], of set: TrainingSet, scale: Double?) throws -> ErrorSums {
    let shares = share(batch, of: set)
    let loss = loss
    nonisolated(unsafe) let workers = workers
    DispatchQueue.concurrentPerform(iterations: workers.count) { thread in
      workers[thread].run(shares[thread], of: set, loss: loss, scale: scale)
    }
    var sums = ErrorSums()
    for worker in workers {
      if let failure = worker.failure {
        throw TrainingError.lossNotFinite(
          structure: set.names[failure.structure], term: failure.term, epoch: state.epoch + 1)
      }
      sums.add(worker.sums)
    }
    return sums
  }

  /// Gives each thread about the same number of pairs: the largest structures first, each to the thread
  /// with the least.
  private func share(_ batch: [Int], of set: TrainingSet) -> [[Int]] {
    guard workers.count > 1 else { return [batch] }
    var shares = [[Int]](repeating: [], count: workers.count)
    var costs = [Int](repeating: 0, count: workers.count)
    let order = batch.sorted { (set.cost($0), $1) > (set.cost($1), $0) }
    for structure in order {
      var lightest = 0
      for thread in costs.indices where costs[thread] < costs[lightest] { lightest = thread }
      shares[lightest].append(structure)
      costs[lightest] += set.cost(structure)
    }
    return shares
  }

  /// Evaluates the averaged parameters on the validation set.
  private func validate() throws -> ErrorSums? {
    guard validation.count > 0 else { return nil }
    load(state.average)
    defer { load(state.parameters) }
    var sums = ErrorSums()
    for start in stride(from: 0, to: validation.count, by: 64) {
      let batch = Array(start..<min(start + 64, validation.count))
      sums.add(try evaluate(batch, of: validation, scale: nil))
    }
    return sums
  }

  private var loss: SobolevLoss {
    let thresholds = state.meanSquares.map { square in
      options.huberThreshold.flatMap { square > 0 ? $0 * square.squareRoot() : nil } ?? .infinity
    }
    return SobolevLoss(
      energy: .init(weight: options.energyWeight, threshold: thresholds[0]),
      force: .init(weight: options.forceWeight, threshold: thresholds[1]),
      virial: .init(weight: options.virialWeight, threshold: thresholds[2]))
  }
}
