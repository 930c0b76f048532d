public import Atomistics
public import Dynamics
public import Potentials

/// Runs molecular dynamics with a potential and judges whether it is stable.
public struct StabilityTest: Sendable {
  /// What counts as unstable.
  public var criteria: StabilityCriteria

  /// How the run is done.
  public var options: DynamicsOptions

  /// How long it is to be, in fs.
  public var duration: Double

  /// The number of steps from one check and sample to the next.
  public var stepsPerSample: Int

  /// The number of samples from one frame of the trajectory to the next.
  public var samplesPerFrame: Int

  /// Creates a test.
  ///
  /// - Parameters:
  ///   - stepsPerSample: At least 1.
  ///   - samplesPerFrame: At least 1.
  public init(
    criteria: StabilityCriteria, options: DynamicsOptions, duration: Double,
    stepsPerSample: Int = 20, samplesPerFrame: Int = 10
  ) {
    precondition(stepsPerSample > 0 && samplesPerFrame > 0, "intervals are at least 1")
    self.criteria = criteria
    self.options = options
    self.duration = duration
    self.stepsPerSample = stepsPerSample
    self.samplesPerFrame = samplesPerFrame
  }

  /// How far a run has come.
  public struct Progress: Sendable, Hashable {
    /// The time reached in fs, and the time to be reached.
    public var time: Double
    public var duration: Double

    /// The mean temperature of the replicas now, in K.
    public var temperature: Double
  }

  /// Runs until the duration is reached, a check fails or the caller has had enough.
  ///
  /// - Parameters:
  ///   - replicas: The structures to start from.
  ///   - trajectory: Takes the first and last state and those in between; it is finished at the end also
  ///     of an unstable or stopped run.
  ///   - continues: Called after each sample; `false` stops the run.
  /// - Throws: `DynamicsError` for options out of range or a trajectory that cannot be written; what the
  ///   potential throws for structures that it cannot take. An unstable run throws nothing.
  public func run(
    _ replicas: [Configuration], potential: any Potential, trajectory: TrajectoryWriter? = nil,
    continues: (Progress) -> Bool = { _ in true }
  ) throws -> StabilityReport {
    guard duration > 0, duration <= 1e15 * options.timeStep else {
      throw DynamicsError.invalidOption(
        name: "the duration in fs", value: duration, requirement: "greater than zero and no more than 10¹⁵ steps")
    }
    var simulation = try Simulation(replicas, potential: potential, options: options)
    let monitor = try StabilityMonitor(simulation, criteria: criteria)
    var record = DynamicsRecord(of: simulation)
    record.append(simulation)
    try trajectory?.append(simulation)
    let steps = max(1, Int((duration / options.timeStep).rounded()))
    var failure = try monitor.failure(of: simulation)
    var samples = 0
    while failure == nil {
      do {
        try simulation.advance(by: min(stepsPerSample, steps - simulation.stepCount))
      } catch DynamicsError.diverged(let replica, let atom, let time) {
        failure = .diverged(replica: replica, atom: atom, time: time)
        break
      }
      record.append(simulation)
      samples += 1
      failure = try monitor.failure(of: simulation)
      let isLast =
        failure != nil || simulation.stepCount == steps || !continues(progress(of: simulation))
      if isLast || samples.isMultiple(of: samplesPerFrame) { try trajectory?.append(simulation) }
      if isLast { break }
    }
    try trajectory?.finish()
    return StabilityReport(
      failure: failure ?? monitor.failure(of: record), record: record, time: simulation.time,
      duration: Double(steps) * options.timeStep,
      smallestDistance: simulation.smallestDistances.min() ?? .infinity)
  }

  private func progress(of simulation: borrowing Simulation) -> Progress {
    var sum = 0.0
    let count = simulation.state.replicaCount
    for replica in 0..<count { sum += simulation.sample(of: replica).temperature }
    return Progress(
      time: simulation.time, duration: duration, temperature: sum / Double(count))
  }
}
