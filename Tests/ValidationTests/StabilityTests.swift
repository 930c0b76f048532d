import Atomistics
import Dynamics
import Foundation
import Potentials
import Testing
import Validation

@Suite struct StabilityTests {
  private let argon: Element
  private let pair: ElementPair
  private let potential: LennardJones

  init() throws {
    argon = try #require(Element(symbol: "Ar"))
    pair = ElementPair(argon, argon)
    // ε/k_B = 119.8 K, σ = 3.405 Å (Rahman 1964, doi:10.1103/PhysRev.136.A405).
    potential = LennardJones(
      [argon: .init(epsilon: 119.8 * Units.boltzmannConstant, sigma: 3.405)], cutoff: 8.5)
  }

  /// Four argon atoms in a tetrahedron, with edges in Å.
  private func tetrahedron(edge: Double = 3.822) -> Configuration {
    let corners: [SIMD3<Double>] = [[1, 1, 1], [1, -1, -1], [-1, 1, -1], [-1, -1, 1]]
    return Configuration(
      elements: Array(repeating: argon, count: 4),
      positions: corners.map { edge / 8.0.squareRoot() * $0 })
  }

  private func run(
    _ start: Configuration, _ potential: any Potential, _ criteria: StabilityCriteria,
    _ options: DynamicsOptions, duration: Double, replicas: Int = 1
  ) throws -> StabilityReport {
    try StabilityTest(criteria: criteria, options: options, duration: duration)
      .run(Array(repeating: start, count: replicas), potential: potential)
  }

  @Test func aGoodPotentialIsStable() throws {
    let criteria = StabilityCriteria(trainingDistances: [pair: 3.4])
    for ensemble in [Ensemble.microcanonical, .langevin(temperature: 15, relaxationTime: 500)] {
      let report = try run(
        tetrahedron(), potential, criteria,
        DynamicsOptions(ensemble: ensemble, timeStep: 5, initialTemperature: 15, seed: 1),
        duration: 20_000, replicas: 3)
      #expect(report.isStable, "\(report.reason)")
      #expect(report.reason == "3 replicas stayed within all bounds for 20.000 ps.")
      #expect(report.time == 20_000 && !report.wasStopped)
      #expect(report.smallestDistance > 3.3 && report.smallestDistance < 3.822)
      #expect(abs(try #require(report.drift).slope) < 0.01)
      // The start and every twentieth of 4000 steps, three times.
      #expect(report.record.samples.count == 3 * 201)
    }
  }

  @Test func nonFiniteEnergiesAreFound() throws {
    let start = Configuration(elements: [argon], positions: [.zero])
    let bath = Ensemble.langevin(temperature: 300, relaxationTime: 100)
    let report = try run(
      start, SwirlingWell(radiusOfNaN: 0.12), StabilityCriteria(),
      DynamicsOptions(ensemble: bath, timeStep: 5, seed: 3), duration: 100_000)
    guard case .diverged(0, nil, let time) = report.failure else {
      Issue.record("\(report.reason)")
      return
    }
    #expect(time > 0 && time == report.time && !report.wasStopped)
    #expect(report.reason.hasSuffix("the energy or a force of replica 0 was no longer a finite number."))
  }

  @Test func heatIsFound() throws {
    // Six pairs at 2.7 Å set free 6 · 0.50 eV, up to 12 000 K in 6 degrees of freedom.
    let report = try run(
      tetrahedron(edge: 2.7), potential, StabilityCriteria(),
      DynamicsOptions(timeStep: 1, initialTemperature: 10, seed: 2), duration: 2000)
    guard case .overheated(0, _, let temperature, let limit) = report.failure else {
      Issue.record("\(report.reason)")
      return
    }
    #expect(temperature > limit && limit > 300)
  }

  /// The bound itself: χ² of f degrees of freedom beyond 10⁻¹², for few and for many of them.
  @Test func thermalFluctuationsAreNotHeat() {
    let criteria = StabilityCriteria(maximumHeating: 1)
    // Exact quantiles at p = 1.28e-12 (seven standard deviations): χ²(3)/3 = 19.47, χ²(300)/300 = 1.682.
    let few = criteria.temperatureLimit(reference: 200, degreesOfFreedom: 3) / 200
    let many = criteria.temperatureLimit(reference: 200, degreesOfFreedom: 300) / 200
    // The cubic approximation errs by 17 % for the few, on the generous side.
    #expect(few > 19.47 && few < 1.2 * 19.47)
    #expect(abs(many - 1.682) < 0.01)
    #expect(criteria.temperatureLimit(reference: 200, degreesOfFreedom: 0) == .infinity)
    #expect(
      criteria.temperatureLimit(reference: 0, degreesOfFreedom: 3)
        == criteria.temperatureLimit(reference: 100, degreesOfFreedom: 3))
  }

  @Test func atomsCloserThanInTrainingAreFound() throws {
    let criteria = StabilityCriteria(trainingDistances: [pair: 3.822], distanceMargin: 0.05)
    let report = try run(
      tetrahedron(), potential, criteria,
      DynamicsOptions(timeStep: 5, initialTemperature: 60, scalesVelocities: true, seed: 4),
      duration: 20_000, replicas: 2)
    guard case .tooClose(let replica, let time, let atoms, pair, let distance, 3.822) = report.failure
    else {
      Issue.record("\(report.reason)")
      return
    }
    #expect(distance < 0.95 * 3.822 && distance > 3.2 && time > 0)
    #expect(atoms.count == 2 && atoms[0] < atoms[1] && replica < 2)
    #expect(report.reason.contains("(Ar-Ar)") && report.reason.contains("(3.822 Å)"))
  }

  @Test func evaporationIsFoundUnlessAllowed() throws {
    let options = DynamicsOptions(
      timeStep: 2, initialTemperature: 600, scalesVelocities: true, seed: 5)
    let report = try run(
      tetrahedron(), potential, StabilityCriteria(), options, duration: 10_000)
    guard case .fragmented(0, _, let atoms, let formula) = report.failure else {
      Issue.record("\(report.reason)")
      return
    }
    #expect(formula == (atoms.count == 1 ? "Ar" : "Ar\(atoms.count)"))
    #expect(report.reason.contains("\(formula) had left replica 0 (atom"))
    let allowed = try run(
      tetrahedron(), potential, StabilityCriteria(allowsFragmentation: true), options,
      duration: 10_000)
    #expect(allowed.isStable, "\(allowed.reason)")
  }

  @Test func forcesThatAreNotTheDerivativeAreFound() throws {
    let start = Configuration(
      elements: Array(repeating: argon, count: 20), positions: Array(repeating: .zero, count: 20))
    let options = DynamicsOptions(timeStep: 2, initialTemperature: 300, seed: 6)
    let strong = try run(
      start, SwirlingWell(swirl: 0.5), StabilityCriteria(), options, duration: 10_000)
    guard case .energyNotConserved(0, _, let change, let limit) = strong.failure else {
      Issue.record("\(strong.reason)")
      return
    }
    #expect(change > limit)
    // A quarter of 3/2 k_B T for 57 of 60 degrees of freedom: 9.2 meV an atom.
    #expect(abs(limit - 9.21) < 0.02)
    let weak = try run(
      start, SwirlingWell(swirl: 0.03), StabilityCriteria(maximumEnergyChange: 10), options,
      duration: 10_000)
    guard case .drifting(let drift, 0.1) = weak.failure else {
      Issue.record("\(weak.reason) \(String(describing: weak.drift))")
      return
    }
    #expect(drift.isSignificant && abs(drift.slope) > 0.1)
    let none = try run(start, SwirlingWell(), StabilityCriteria(), options, duration: 10_000)
    #expect(none.isStable, "\(none.reason)")
  }

  @Test func aRunCanBeStoppedAndItsTrajectoryIsWhole() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).xyz").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    let test = StabilityTest(
      criteria: StabilityCriteria(), options: DynamicsOptions(timeStep: 5, initialTemperature: 10),
      duration: 1e9, stepsPerSample: 10, samplesPerFrame: 2)
    let writer = try TrajectoryWriter(path: path)
    let report = try test.run([tetrahedron()], potential: potential, trajectory: writer) {
      $0.time < 250
    }
    #expect(report.wasStopped && report.isStable && report.time == 250)
    #expect(
      report.reason
        == "One replica stayed within all bounds for 250.0 fs of 1000000.000 ps, when the run was stopped.")
    // Frames at 0, 100, 200 and, the last state, 250 fs.
    let text = try String(contentsOfFile: path, encoding: .utf8)
    let times = text.split(separator: "\n").filter { $0.contains("time=") }
    #expect(times.count == 4 && times[3].contains("time=250.0 "))
  }

  @Test func aDurationOutOfRangeThrows() {
    for duration in [0, -1, .nan, .infinity] as [Double] {
      #expect(throws: DynamicsError.self) {
        try run(
          tetrahedron(), potential, StabilityCriteria(), DynamicsOptions(), duration: duration)
      }
    }
  }
}
