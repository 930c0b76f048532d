public import Potentials

/// How a molecular dynamics run is done.
public struct DynamicsOptions: Sendable, Hashable {
  /// The ensemble; microcanonical by default.
  public var ensemble: Ensemble

  /// The time step in fs, greater than zero.
  public var timeStep: Double

  /// The temperature in K that velocities are drawn for at the start, at least 0.
  public var initialTemperature: Double

  /// Whether the drawn velocities are scaled so that each replica starts at exactly this temperature.
  ///
  /// Otherwise the temperature has the fluctuation √(2/f) of f degrees of freedom.
  public var scalesVelocities: Bool

  /// The seed of the velocities and of the thermostat.
  public var seed: UInt64

  /// The random stream of the first replica; replica r uses stream `firstStream + r`.
  public var firstStream: UInt64

  /// How the potential is evaluated.
  public var evaluation: EvaluationOptions

  /// Creates options.
  public init(
    ensemble: Ensemble = .microcanonical, timeStep: Double = 0.5, initialTemperature: Double = 300,
    scalesVelocities: Bool = false, seed: UInt64 = 0, firstStream: UInt64 = 0,
    evaluation: EvaluationOptions = EvaluationOptions(skin: 0.5)
  ) {
    self.ensemble = ensemble
    self.timeStep = timeStep
    self.initialTemperature = initialTemperature
    self.scalesVelocities = scalesVelocities
    self.seed = seed
    self.firstStream = firstStream
    self.evaluation = evaluation
  }

  /// Checks the ranges.
  func validate() throws(DynamicsError) {
    func require(_ name: String, _ value: Double, _ holds: Bool, _ text: String) throws(DynamicsError) {
      // NaN fails the comparison in `holds`.
      if !holds || !value.isFinite {
        throw .invalidOption(name: name, value: value, requirement: text)
      }
    }
    try require("the time step in fs", timeStep, timeStep > 0, "greater than zero")
    try require(
      "the initial temperature in K", initialTemperature, initialTemperature >= 0, "zero or more")
    if case .langevin(let temperature, let relaxationTime) = ensemble {
      try require("the temperature in K", temperature, temperature >= 0, "zero or more")
      try require(
        "the relaxation time in fs", relaxationTime, relaxationTime > 0, "greater than zero")
    }
  }
}
