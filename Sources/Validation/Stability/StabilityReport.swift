public import Dynamics

/// What a stability test found.
public struct StabilityReport: Sendable {
  /// Why the run is unstable, or `nil` when it is stable.
  public var failure: StabilityFailure?

  /// The samples of the run.
  public var record: DynamicsRecord

  /// The time in fs that the run reached.
  public var time: Double

  /// The time in fs that it was to reach.
  public var duration: Double

  /// The smallest distance in Å of any two atoms at any step; infinite when none was within the cutoff.
  public var smallestDistance: Double

  /// Whether no check failed. It is also `true` for a run that was stopped early, as far as it went.
  public var isStable: Bool { failure == nil }

  /// Whether the run was stopped from outside.
  public var wasStopped: Bool { failure == nil && time < duration * (1 - 1e-9) }

  /// The drift of the conserved energy, or `nil` with fewer than three samples.
  public var drift: EnergyDrift? { record.drift }

  /// The verdict as a sentence.
  public var reason: String {
    if let failure { return failure.description }
    let replicas = record.atomCounts.count == 1 ? "One replica" : "\(record.atomCounts.count) replicas"
    return "\(replicas) stayed within all bounds for \(StabilityFailure.time(time))"
      + (wasStopped ? " of \(StabilityFailure.time(duration)), when the run was stopped." : ".")
  }
}
