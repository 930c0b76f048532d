import Atomistics
import Dynamics
import Potentials
import Testing

@Suite struct MicrocanonicalTests {
  /// The error of the energy of velocity Verlet is of second order: half the step, a quarter the error.
  @Test(arguments: ["crystal", "cluster"])
  func energyFluctuatesWithTheSquareOfTheTimeStep(system: String) throws {
    let start = try system == "crystal" ? argonCrystal(repeats: 3) : argonCluster()
    #expect(start.count == (system == "crystal" ? 108 : 13))
    func fluctuation(_ timeStep: Double) throws -> Double {
      var simulation = try Simulation(
        [start], potential: argonPotential(),
        options: DynamicsOptions(
          timeStep: timeStep, initialTemperature: 40, scalesVelocities: true, seed: 1))
      var record = DynamicsRecord(of: simulation)
      for _ in 0..<50 {
        try simulation.advance(by: Int(40 / timeStep))
        record.append(simulation)
      }
      return try #require(record.statistics(of: \.conservedEnergy)).deviation
    }
    let ratio = try fluctuation(20) / fluctuation(10)
    // Samples at equal times of two slightly different paths: the ratio scatters about 4 by some 10 %.
    #expect(ratio > 3.2 && ratio < 4.8, "ratio \(ratio)")
  }

  @Test func goesBackWhereItCameFrom() throws {
    let start = try argonCluster()
    var simulation = try Simulation(
      [start], potential: argonPotential(),
      options: DynamicsOptions(timeStep: 5, initialTemperature: 30, seed: 2))
    try simulation.advance(by: 400)
    let moved = zip(simulation.state.positions, start.positions).map { ($0 - $1).norm }.max() ?? 0
    #expect(moved > 0.1)
    simulation.setVelocities(simulation.state.velocities.map { -$0 })
    try simulation.advance(by: 400)
    // Rounding errors of 1e-16 grow with the Lyapunov exponent, by some 1e3 in 4 ps.
    for (now, before) in zip(simulation.state.positions, start.positions) {
      #expect((now - before).norm < 1e-10)
    }
  }

  @Test func momentumAndAngularMomentumStayZero() throws {
    var simulation = try Simulation(
      [argonCluster(), argonCrystal(repeats: 2)], potential: argonPotential(),
      options: DynamicsOptions(timeStep: 10, initialTemperature: 30, seed: 3))
    try simulation.advance(by: 300)
    // Thermal momenta are about 0.1 amu Å/fs for each atom.
    #expect(simulation.state.momentum(of: 0).norm < 1e-12)
    #expect(simulation.state.momentum(of: 1).norm < 1e-12)
    #expect(simulation.state.angularMomentum(of: 0).norm < 1e-11)
    #expect(simulation.degreesOfFreedom == [33, 93])
  }

  /// Velocity Verlet solves the harmonic oscillator exactly, with cos(ω' Δt) = 1 − (ω Δt)²/2.
  @Test func followsTheDiscreteHarmonicOscillator() throws {
    let carbon = try #require(Element(symbol: "C"))
    let well = HarmonicWell(stiffness: 30, minima: [.zero])
    let start = Configuration(elements: [carbon], positions: [[0.1, -0.2, 0.3]])
    let timeStep = 0.7
    var simulation = try Simulation(
      [start], potential: well, options: DynamicsOptions(timeStep: timeStep, initialTemperature: 0))
    let squaredRate = 30 / carbon.mass * Units.accelerationPerForce
    // cos(n φ) by its recurrence, the Chebyshev polynomial of cos φ.
    let cosine = 1 - squaredRate * timeStep * timeStep / 2
    var (previous, present) = (1.0, cosine)
    for _ in 1...1000 {
      try simulation.advance(by: 1)
      #expect((simulation.state.positions[0] - present * start.positions[0]).norm < 1e-11)
      (previous, present) = (present, 2 * cosine * present - previous)
    }
    // The period of this C atom, 2π/ω with ω² = 30 · 9.6485e-3 / 12.011 fs⁻², is 40.47 fs.
    #expect(abs(2 * Double.pi / squaredRate.squareRoot() - 40.47) < 0.01)
  }

  @Test func driftIsTheSlopeOfTheEnergy() throws {
    let times = (0..<200).map { 10 * Double($0) }
    var generator = RandomGenerator(seed: 9)
    let energies = times.map { -5 + 3e-6 * $0 + 1e-4 * generator.gaussian() }
    let drift = try #require(EnergyDrift(times: times, energies: energies, atomCount: 10))
    // 3e-6 eV/fs over 10 atoms is 0.3 meV/atom/ps; white noise of 1e-4 eV in 200 samples over 2 ps
    // gives σ/√(Σ(t − t̄)²) = 1e-4 / (10 √(200³/12)) = 1.22e-8 eV/fs, that is 0.00122 meV/atom/ps.
    #expect(abs(drift.slope - 0.3) < 4 * 0.00122)
    #expect(drift.standardError > 0.0007 && drift.standardError < 0.002)
    #expect(drift.isSignificant)
    #expect(EnergyDrift(times: [0, 1], energies: [0, 1], atomCount: 1) == nil)
  }

  @Test func aLongRunDoesNotDrift() throws {
    var simulation = try Simulation(
      [argonCluster(), argonCluster()], potential: argonPotential(),
      options: DynamicsOptions(timeStep: 5, initialTemperature: 30, scalesVelocities: true, seed: 4))
    var record = DynamicsRecord(of: simulation)
    for _ in 0..<400 {
      try simulation.advance(by: 10)
      record.append(simulation)
    }
    let drift = try #require(record.drift)
    #expect(abs(drift.slope) < 0.002, "\(drift)")
    #expect(abs(try #require(record.drift(of: 0)).slope) < 0.004)
    #expect(record.samples.count == 800)
    #expect(record.samples(of: 1).allSatisfy { $0.time > 0 && $0.smallestDistance > 3 })
  }

  @Test func infinitePositionsEndTheRunWithTheTimeAndTheReplica() throws {
    let argon = try #require(Element(symbol: "Ar"))
    let touching = Configuration(elements: [argon, argon], positions: [.zero, .zero])
    #expect(throws: DynamicsError.diverged(replica: 1, atom: nil, time: 0)) {
      _ = try Simulation(
        [argonCluster(), touching], potential: argonPotential(), options: DynamicsOptions())
    }
    let close = Configuration(elements: [argon, argon], positions: [.zero, [1e-30, 0, 0]])
    #expect(throws: DynamicsError.self) {
      var simulation = try Simulation(
        [close], potential: argonPotential(), options: DynamicsOptions())
      try simulation.advance(by: 10)
    }
  }

  @Test func optionsOutOfRangeThrow() throws {
    let start = try argonCluster()
    func run(_ options: DynamicsOptions) throws {
      _ = try Simulation([start], potential: argonPotential(), options: options)
    }
    for step in [0, -1, .nan, .infinity] as [Double] {
      #expect(throws: DynamicsError.self) { try run(DynamicsOptions(timeStep: step)) }
    }
    #expect(throws: DynamicsError.self) { try run(DynamicsOptions(initialTemperature: -1)) }
    #expect(throws: DynamicsError.self) {
      try run(DynamicsOptions(ensemble: .langevin(temperature: 300, relaxationTime: 0)))
    }
    #expect(throws: DynamicsError.noAtoms(replica: 0)) {
      _ = try Simulation([], potential: argonPotential(), options: DynamicsOptions())
    }
  }
}
