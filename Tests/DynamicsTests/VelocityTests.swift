import Atomistics
import Dynamics
import Potentials
import Testing

@Suite struct VelocityTests {
  private func start(
    _ symbols: [String], _ positions: [SIMD3<Double>], cell: Cell? = nil, ensemble: Ensemble,
    temperature: Double = 300, isExact: Bool = false, seed: UInt64 = 1, replicas: Int = 1
  ) throws -> Simulation {
    let elements = try symbols.map { try #require(Element(symbol: $0)) }
    let structure = Configuration(elements: elements, positions: positions, cell: cell)
    return try Simulation(
      Array(repeating: structure, count: replicas),
      potential: HarmonicWell(stiffness: 1, minima: positions),
      options: DynamicsOptions(
        ensemble: ensemble, initialTemperature: temperature, scalesVelocities: isExact, seed: seed))
  }

  private let water: (symbols: [String], positions: [SIMD3<Double>]) = (
    ["O", "H", "H"], [[0, 0, 0], [0.96, 0, 0], [-0.24, 0.93, 0]]
  )

  @Test func degreesOfFreedomAreCounted() throws {
    func count(
      _ symbols: [String], _ positions: [SIMD3<Double>], _ cell: Cell? = nil,
      _ ensemble: Ensemble = .microcanonical
    ) throws -> Int {
      try start(symbols, positions, cell: cell, ensemble: ensemble).degreesOfFreedom[0]
    }
    let cell = Cell(10 * Matrix3.identity)
    let slab = Cell(10 * Matrix3.identity, periodicity: [true, true, false])
    #expect(try count(["Ar"], [.zero]) == 0)
    #expect(try count(["H", "H"], [.zero, [0, 0, 0.74]]) == 1)
    #expect(try count(["H", "H"], [.zero, .zero]) == 3)
    #expect(try count(["O", "C", "O"], [[1, 1, 1], [2, 2, 2], [3, 3, 3]]) == 4)
    #expect(try count(water.symbols, water.positions) == 3)
    #expect(try count(water.symbols, water.positions, cell) == 6)
    #expect(try count(water.symbols, water.positions, slab) == 6)
    let bath = Ensemble.langevin(temperature: 300, relaxationTime: 100)
    #expect(try count(water.symbols, water.positions, nil, bath) == 9)
  }

  @Test func rigidMotionIsRemoved() throws {
    let linear: [SIMD3<Double>] = [[1, 1, 1], [2, 2, 2], [3.1, 3.1, 3.1]]
    for (symbols, positions) in [(water.symbols, water.positions), (["O", "C", "O"], linear)] {
      let state = try start(symbols, positions, ensemble: .microcanonical).state
      // Thermal momenta are about 0.1 amu Å/fs.
      #expect(state.momentum(of: 0).norm < 1e-13)
      #expect(state.angularMomentum(of: 0).norm < 1e-13)
      #expect(state.kineticEnergy(of: 0) > 1e-4)
    }
  }

  @Test func theTemperatureIsExactOnRequestAndRightOnAverage() throws {
    let exact = try start(
      water.symbols, water.positions, ensemble: .microcanonical, temperature: 450, isExact: true)
    #expect(abs(exact.sample(of: 0).temperature - 450) < 1e-10)
    let drawn = try start(
      water.symbols, water.positions, ensemble: .microcanonical, temperature: 450, replicas: 4000)
    let mean = (0..<4000).reduce(0.0) { $0 + drawn.sample(of: $1).temperature } / 4000
    // Three degrees of freedom: 450 K · √(2/(3·4000)) = 5.8 K; the bound is four of these. Without the
    // right count of degrees of freedom the mean would be 300 K or less.
    #expect(abs(mean - 450) < 23)
  }

  /// Each velocity component has variance k_B T / m, and light atoms are faster.
  @Test func velocitiesFollowMaxwellAndBoltzmann() throws {
    let bath = Ensemble.langevin(temperature: 300, relaxationTime: 100)
    let simulation = try start(
      water.symbols, water.positions, ensemble: bath, replicas: 3000)
    for (offset, mass) in [(0, 15.999), (1, 1.008)] {
      let velocities = stride(from: offset, to: 9000, by: 3).map { simulation.state.velocities[$0] }
      let variance = velocities.reduce(.zero) { $0 + $1 * $1 } / 3000
      let expected = Units.boltzmannConstant * 300 / mass * Units.accelerationPerForce
      // √(2/3000) = 2.6 % is one standard deviation.
      for axis in 0..<3 { #expect(abs(variance[axis] / expected - 1) < 0.11) }
    }
    // √(3 k_B T / m) of hydrogen at 300 K is 2725 m/s = 0.02725 Å/fs.
    let speed = (3 * Units.boltzmannConstant * 300 / 1.008 * Units.accelerationPerForce).squareRoot()
    #expect(abs(speed - 0.02725) < 1e-5)
  }
}
