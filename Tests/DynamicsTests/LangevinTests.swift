import Atomistics
import Dynamics
import Potentials
import Testing

@Suite struct LangevinTests {
  /// BAOAB samples the positions of harmonic oscillators exactly, and their velocities at the ends of steps
  /// with a known error: ⟨½ k x²⟩ = ½ k_B T and ⟨½ m v²⟩ = ½ k_B T (1 − (ω Δt)²/4)
  /// (Leimkuhler and Matthews 2013, doi:10.1063/1.4802990).
  @Test func equipartitionHoldsForOscillators() throws {
    let carbon = try #require(Element(symbol: "C"))
    let (count, stiffness, temperature, timeStep) = (100, 30.0, 300.0, 4.0)
    let well = HarmonicWell(
      stiffness: stiffness, minima: Array(repeating: .zero, count: count))
    let start = Configuration(
      elements: Array(repeating: carbon, count: count), positions: well.minima)
    var simulation = try Simulation(
      [start], potential: well,
      options: DynamicsOptions(
        ensemble: .langevin(temperature: temperature, relaxationTime: 10), timeStep: timeStep,
        initialTemperature: temperature, seed: 7))
    try simulation.advance(by: 100)
    var record = DynamicsRecord(of: simulation)
    let samples = 2000
    for _ in 0..<samples {
      try simulation.advance(by: 6)
      record.append(simulation)
    }
    let potential = try #require(record.statistics(of: \.potentialEnergy)).mean
    let configurational = potential / (1.5 * Double(count) * Units.boltzmannConstant)
    let kinetic = try #require(record.statistics(of: \.temperature)).mean
    let squaredRate = stiffness / carbon.mass * Units.accelerationPerForce
    let expected = temperature * (1 - squaredRate * timeStep * timeStep / 4)
    // A squared normal variable has a relative standard deviation of √2. Samples 24 fs apart, at a memory
    // of 10 fs, are nearly independent: 300 · 2000 of them give 300 K · √(2/600000) = 0.55 K. The bounds
    // are four of these; the error of the velocities, 29 K, is 50.
    #expect(abs(configurational - temperature) < 2.2, "\(configurational) K")
    #expect(abs(kinetic - expected) < 2.2, "\(kinetic) K, expected \(expected) K")
    #expect(simulation.degreesOfFreedom == [300])
  }

  @Test func argonTakesTheTemperatureOfTheThermostat() throws {
    var simulation = try Simulation(
      [argonCrystal(repeats: 2)], potential: argonPotential(cutoff: 6.5),
      options: DynamicsOptions(
        ensemble: .langevin(temperature: 40, relaxationTime: 200), timeStep: 8,
        initialTemperature: 0, seed: 11))
    try simulation.advance(by: 300)
    var record = DynamicsRecord(of: simulation)
    for _ in 0..<300 {
      try simulation.advance(by: 10)
      record.append(simulation)
    }
    let mean = try #require(record.statistics(of: \.temperature)).mean
    // 96 degrees of freedom; kinetic energy forgets itself in about half the relaxation time, so the 24 ps
    // hold 240 independent samples: 40 K · √(2/(96·240)) = 0.37 K. The bound is four of these.
    #expect(abs(mean - 40) < 1.5, "\(mean) K")
    // The heat is what the energy has risen by; without it the energy is conserved like at constant energy.
    let drift = try #require(record.drift)
    #expect(abs(drift.slope) < 0.01, "\(drift)")
    let risen = record.samples[record.samples.count - 1].totalEnergy
    #expect(abs(risen - record.samples[0].totalEnergy) > 1e-3)
  }

  @Test func theSameSeedGivesTheSameBits() throws {
    func run(_ seed: UInt64) throws -> MolecularState {
      var simulation = try Simulation(
        [argonCluster()], potential: argonPotential(),
        options: DynamicsOptions(
          ensemble: .langevin(temperature: 30, relaxationTime: 100), timeStep: 5,
          initialTemperature: 30, seed: seed))
      try simulation.advance(by: 100)
      return simulation.state
    }
    let first = try run(5)
    #expect(try run(5) == first)
    #expect(try run(6) != first)
  }

  /// Replicas in one run are the same bits as single runs with the same streams, in both ensembles.
  @Test(arguments: [Ensemble.microcanonical, .langevin(temperature: 20, relaxationTime: 100)])
  func replicasAreIndependent(ensemble: Ensemble) throws {
    let cluster = try argonCluster()
    func run(_ replicas: Int, firstStream: UInt64) throws -> Simulation {
      var simulation = try Simulation(
        Array(repeating: cluster, count: replicas), potential: argonPotential(),
        options: DynamicsOptions(
          ensemble: ensemble, timeStep: 5, initialTemperature: 20, seed: 13,
          firstStream: firstStream, evaluation: EvaluationOptions(skin: 0)))
      try simulation.advance(by: 50)
      return simulation
    }
    let together = try run(3, firstStream: 0)
    for replica in 0..<3 {
      let alone = try run(1, firstStream: UInt64(replica))
      let atoms = together.state.atoms(of: replica)
      #expect(Array(together.state.positions[atoms]) == alone.state.positions)
      #expect(Array(together.state.velocities[atoms]) == alone.state.velocities)
      #expect(together.sample(of: replica) == alone.sample(of: 0))
    }
    #expect(together.sample(of: 0) != together.sample(of: 1))
  }
}
