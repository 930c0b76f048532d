public import Atomistics
internal import Foundation
public import Potentials

/// Fits a potential to labeled structures by mini-batches.
///
/// Each step evaluates its structures and differentiates their Sobolev loss, spread over threads: by the real
/// and the dual sweep, and where Hessians count by the dual and the hyper-dual sweep. Structures and probes of
/// an epoch are functions of the seed and the epoch alone, so a fit that is stopped after any epoch and resumed
/// from its state gives the same bits as one that ran through.
public final class Trainer<Model: TrainablePotential> {
  /// Everything that changes from epoch to epoch.
  public private(set) var state: TrainingState

  /// The options of the fit.
  public let options: TrainingOptions

  private let potential: Model
  private let training: any TrainingData
  private let validation: TrainingSet
  private let batchGradient: BatchGradient
  private let spectralBound: SpectralBound
  private let decay: [Double]

  /// The gradient of the mean loss of the last step, as the optimizer took it.
  package var gradient: [Double] { batchGradient.values }

  /// Prepares a fit that starts from a potential, or goes on from a state.
  ///
  /// - Parameters:
  ///   - potential: Where the fit starts; all but its parameters stays.
  ///   - training: The structures to learn from.
  ///   - validation: The structures that decide which parameters are kept; may be empty, then the training
  ///     loss decides.
  ///   - state: The state of an earlier run of the same fit.
  /// - Throws: `TrainingError` when there is nothing to learn from or the state belongs to another fit, and
  ///   what structures throw that the potential cannot take.
  public convenience init(
    _ potential: Model, training: [LabeledConfiguration],
    validation: [LabeledConfiguration], options: TrainingOptions, resuming state: TrainingState? = nil
  ) throws {
    guard !training.isEmpty else { throw TrainingError.noStructures }
    guard training.contains(where: { $0.labels.hasDerivatives }) else { throw TrainingError.noLabels }
    try self.init(potential, validation: validation, options: options, resuming: state) { prepare in
      ResidentData(set: try prepare(training), batchSize: options.batchSize, seed: options.seed)
    }
  }

  /// Prepares a fit to more structures than fit in memory, which are read anew in every epoch.
  ///
  /// - Parameter training: The structures to learn from, and how much memory they may take.
  /// - Throws: As for structures in memory, and what reading them throws.
  public convenience init(
    _ potential: Model, streaming training: TrainingStream,
    validation: [LabeledConfiguration], options: TrainingOptions, resuming state: TrainingState? = nil
  ) throws {
    try self.init(potential, validation: validation, options: options, resuming: state) { prepare in
      try StreamedData(
        training, batchSize: options.batchSize, seed: options.seed, prepare: prepare)
    }
  }

  private init(
    _ potential: Model, validation: [LabeledConfiguration], options: TrainingOptions,
    resuming state: TrainingState?,
    data: (_ prepare: @escaping @Sendable ([LabeledConfiguration]) throws -> TrainingSet) throws -> any TrainingData
  ) throws {
    try options.validate()
    self.potential = potential
    self.options = options
    training = try data { structures in
      try TrainingSet(structures, for: potential, options: options, hasForceNorms: true)
    }
    // Validation judges all fits by the same norm.
    self.validation = try TrainingSet(
      validation, for: potential, options: options, hasForceNorms: false)
    batchGradient = BatchGradient(potential, options: options)
    spectralBound = SpectralBound(potential.parameterBlocks, bound: options.spectralBound)
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
    batchGradient.load(state.parameters)
    if options.timeBudget != nil, state.epoch == 0 { try planFromProbe() }
    while state.epoch < state.plannedEpochs, !patienceIsOver {
      let begin = state
      guard let record = try runEpoch(startedAt: start, earlier: earlier, isCancelled: isCancelled)
      else {
        state = begin
        batchGradient.load(state.parameters)
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

  /// Lays the schedule out for the time budget from the cost of a few steps that change nothing.
  private func planFromProbe() throws {
    guard let budget = options.timeBudget else { return }
    var count = 0
    var start = Date()
    try training.forEachStep(ofEpoch: 1) { set, batch in
      if count == 0 {
        try batchGradient.evaluate(batch, of: set, state)
        start = Date()
      }
      try batchGradient.evaluate(batch, of: set, state)
      count += 1
      return count < 8
    }
    let perStep = Date().timeIntervalSince(start) / Double(count)
    let perEpoch = 1.15 * perStep * Double(training.stepCount(ofEpoch: 1))
    state.plannedEpochs = max(1, Int(min(budget / perEpoch, Double(options.epochs))))
  }

  /// Corrects the plan by the time that the epochs have really taken.
  private func replan() {
    guard let budget = options.timeBudget else { return }
    let perEpoch = state.elapsedSeconds / Double(state.epoch)
    let remaining = max(0, budget - state.elapsedSeconds)
    state.plannedEpochs = state.epoch + Int(min(remaining / perEpoch, Double(options.epochs - state.epoch)))
  }

  // MARK: Epochs and steps

  /// Passes once over the training set; `nil` when the fit was cancelled before the end.
  private func runEpoch(
    startedAt start: Date, earlier: Double, isCancelled: () -> Bool
  ) throws -> EpochRecord? {
    let schedule = LearningRateSchedule(
      peak: options.learningRate, finalFraction: options.finalLearningRateFraction,
      warmUp: options.warmUpFraction)
    let stepCount = training.stepCount(ofEpoch: state.epoch + 1)
    let averagingSteps =
      min(options.averagingEpochs, TrainingOptions.longestAveraging * Double(state.plannedEpochs))
      * Double(stepCount)
    var sums = ErrorSums()
    var rate = 0.0
    var index = 0
    batchGradient.beginEpoch()
    let weightsRose = options.weightsRise(at: state.progress)
    var wasCancelled = false
    try training.forEachStep(ofEpoch: state.epoch + 1) { set, batch in
      if isCancelled() {
        wasCancelled = true
        return false
      }
      sums.add(try batchGradient.evaluate(batch, of: set, state))
      rate = schedule.rate(at: state.progress)
      state.step(
        gradient: gradient, rate: rate, decay: decay, bound: spectralBound,
        averagingSteps: averagingSteps, threads: batchGradient.threads)
      let remaining = (state.plannedEpochs - state.epoch) * stepCount - index
      state.progress += (1 - state.progress) / Double(max(remaining, 1))
      batchGradient.load(state.parameters)
      index += 1
      return true
    }
    if wasCancelled { return nil }
    state.epoch += 1
    updateMeanSquares(sums)
    let validationSums = try batchGradient.validate(validation, state)
    let loss = validationSums?.meanLoss ?? sums.meanLoss
    // Validation always takes the final weights; training losses are comparable once these are reached.
    let isComparable = validationSums != nil || !weightsRose
    let isBest = loss < state.bestLoss || !isComparable
    if isBest {
      state.best = state.average
      state.bestLoss = isComparable ? loss : .infinity
      state.bestEpoch = state.epoch
    }
    state.elapsedSeconds = earlier + Date().timeIntervalSince(start)
    return EpochRecord(
      epoch: state.epoch, plannedEpochs: state.plannedEpochs, learningRate: rate,
      gradientNorm: gradient.reduce(0) { $0 + $1 * $1 }.squareRoot(),
      gradientCosines: batchGradient.meanCosines, training: sums,
      validation: validationSums, isBest: isBest, elapsedSeconds: state.elapsedSeconds)
  }

  private func updateMeanSquares(_ sums: ErrorSums) {
    state.meanSquares = LossTerm.allCases.map { term in
      let value = sums[term].rootMeanSquare
      return value.isNaN ? 0 : value * value
    }
  }
}

extension Labels {
  /// Whether there is anything that a fit compares with.
  fileprivate var hasDerivatives: Bool {
    energy != nil || forces != nil || virial != nil || hessian != nil
  }
}
