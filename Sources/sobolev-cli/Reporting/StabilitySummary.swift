import Sobolev

/// The results of a molecular dynamics run, in words and as JSON.
struct StabilitySummary: Encodable {
  let stable: Bool
  let reason: String
  let drift: Double?
  let driftError: Double?
  let temperature: Double?
  let temperatureDeviation: Double?
  let smallestDistance: Double?
  let trainingDistance: Double?
  let time: Double
  let replicas: Int
  let atoms: Int
  let seconds: Double
  let microsecondsPerAtomAndStep: Double
  let trajectory: String

  enum CodingKeys: String, CodingKey {
    case stable, reason, replicas, atoms, seconds, trajectory
    case drift = "drift_meV_per_atom_per_ps"
    case driftError = "drift_standard_error_meV_per_atom_per_ps"
    case temperature = "temperature_K"
    case temperatureDeviation = "temperature_deviation_K"
    case smallestDistance = "smallest_distance_A"
    case trainingDistance = "training_smallest_distance_A"
    case time = "time_ps"
    case microsecondsPerAtomAndStep = "microseconds_per_atom_and_step"
  }

  init(
    _ report: StabilityReport, options: DynamicsOptions, range: TrainingRange, trajectory: String,
    seconds: Double
  ) {
    stable = report.isStable
    reason = report.reason
    drift = report.drift?.slope
    driftError = report.drift?.standardError
    let statistics = report.record.statistics(of: \.temperature)
    temperature = statistics?.mean
    temperatureDeviation = statistics?.deviation
    smallestDistance = report.smallestDistance.isFinite ? report.smallestDistance : nil
    trainingDistance = range.smallestDistance
    time = report.time / 1000
    replicas = report.record.atomCounts.count
    atoms = report.record.atomCounts.reduce(0, +)
    self.seconds = seconds
    let steps = max(report.time / options.timeStep, 1)
    microsecondsPerAtomAndStep = seconds * 1e6 / steps / Double(max(atoms, 1))
    self.trajectory = trajectory
  }

  /// The lines of a plain report.
  var lines: [String] {
    var lines = ["\(stable ? "Stable" : "UNSTABLE"): \(reason)"]
    if let drift, let driftError {
      lines.append("  energy drift       \(drift.fixed(5)) ± \(driftError.fixed(5)) meV/atom/ps")
    }
    if let temperature, let temperatureDeviation {
      lines.append("  temperature        \(temperature.fixed(1)) ± \(temperatureDeviation.fixed(1)) K")
    }
    if let smallestDistance {
      let known = trainingDistance.map { " (training data: \($0.fixed(3)) Å)" } ?? ""
      lines.append("  smallest distance  \(smallestDistance.fixed(3)) Å\(known)")
    }
    lines.append(
      "  \(spoken(seconds: seconds)), \(microsecondsPerAtomAndStep.brief) µs an atom and step")
    lines.append("  trajectory         \(trajectory)")
    return lines
  }
}
