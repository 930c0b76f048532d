internal import Potentials

/// Everything that a fit needs to go on as if it had never stopped.
public struct TrainingState: Sendable, Codable, Hashable {
  /// The parameters that the optimizer works on.
  public internal(set) var parameters: [Double]
  /// Their exponential moving average, which is what is validated and kept.
  public internal(set) var average: [Double]
  /// The averaged parameters with the smallest validation loss so far.
  public internal(set) var best: [Double]
  /// Their validation loss.
  public internal(set) var bestLoss = Double.infinity
  /// The epoch in which they were found, counted from 1.
  public internal(set) var bestEpoch = 0
  /// The optimizer.
  public internal(set) var optimizer: Optimizer
  /// The number of epochs done.
  public internal(set) var epoch = 0
  /// How far the schedule has come, from 0 to 1.
  public internal(set) var progress = 0.0
  /// The number of epochs that the schedule is laid out for.
  public internal(set) var plannedEpochs: Int
  /// The running mean square error of each term, which the Huber thresholds refer to.
  public internal(set) var meanSquares = LossTerm.allCases.map { _ in 0.0 }
  /// The wall-clock time used, in seconds.
  public internal(set) var elapsedSeconds = 0.0

  init(parameters: [Double], blocks: [ParameterBlock], plannedEpochs: Int) {
    self.parameters = parameters
    self.plannedEpochs = plannedEpochs
    average = parameters
    best = parameters
    optimizer = Optimizer(blocks)
  }

  /// Does one step of the optimizer and lets the average follow.
  ///
  /// - Parameter averagingSteps: The time constant of the average in steps; early on it covers only the
  ///   steps done, so that it forgets the start.
  mutating func step(
    gradient: [Double], rate: Double, decay: [Double], bound: SpectralBound, averagingSteps: Double,
    threads: ThreadTeam
  ) {
    optimizer.step(
      &parameters, gradient: gradient, rate: rate, decay: decay, threads: threads)
    bound.apply(to: &parameters)
    let share = max(1 / (averagingSteps + 1), 1 / Double(optimizer.stepCount))
    for index in average.indices { average[index] += share * (parameters[index] - average[index]) }
  }
}
