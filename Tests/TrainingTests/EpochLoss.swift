import Potentials
import Atomistics
import Training

/// The loss of one epoch of a single step that moves nothing, and its gradient.
struct EpochLoss {
  let sums: ErrorSums
  let gradient: [Double]

  init(
    _ potential: some TrainablePotential, _ structures: [LabeledConfiguration], _ options: TrainingOptions
  ) throws {
    var options = options
    (options.batchSize, options.epochs) = (structures.count, 1)
    (options.learningRate, options.weightDecay) = (1e-30, 0)
    let trainer = try Trainer(potential, training: structures, validation: [], options: options)
    var records: [EpochRecord] = []
    try trainer.run { record in
      records.append(record)
      return true
    }
    (sums, gradient) = (records[0].training, trainer.gradient)
  }

  /// The derivative of the mean loss along a random direction, by the gradient and by differences of the losses.
  ///
  /// - Parameter step: The largest relative step of a parameter, times two.
  static func slopes(
    _ potential: some TrainablePotential, _ structures: [LabeledConfiguration], _ options: TrainingOptions,
    step: Double
  ) throws -> (found: Double, expected: Double, loss: Double) {
    var moved = potential
    let parameters = potential.parameters
    var generator = RandomGenerator(seed: 8)
    let direction = parameters.map { abs($0) * generator.gaussian() }
    let start = try EpochLoss(potential, structures, options)
    func loss(_ step: Double) throws -> Double {
      moved.parameters = zip(parameters, direction).map { $0 + step * $1 }
      return try EpochLoss(moved, structures, options).sums.meanLoss
    }
    let near = try loss(step) - loss(-step)
    let expected = try (8 * near - (loss(2 * step) - loss(-2 * step))) / (12 * step)
    let found = zip(start.gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
    return (found, expected, start.sums.meanLoss)
  }
}
