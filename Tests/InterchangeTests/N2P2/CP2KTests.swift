import Atomistics
import Dynamics
import Foundation
import Interchange
import Potentials
import TestSupport
import Testing

@Suite("CP2K runs exported sets with the same numbers", .enabled(if: CP2K.program != nil, CP2K.absence))
struct CP2KTests {
  private let folder: TemporaryFolder
  private let potential: ACSFPotential

  init() throws {
    folder = try TemporaryFolder()
    potential = try WaterSamples.potential()
  }

  /// Writes the potential and prepares a run of CP2K.
  private func export(for configuration: Configuration) throws -> CP2K {
    let place = folder.path("set")
    try N2P2Set.write(potential, to: place, dialect: .cp2k, comparingOn: [configuration])
    return CP2K(folder: place, configuration: configuration)
  }

  @Test("energies and forces of molecules and of a liquid in a skewed cell", arguments: [false, true])
  func energiesAndForces(isPeriodic: Bool) throws {
    let configuration = WaterSamples.configuration(isPeriodic: isPeriodic)
    let output = try export(for: configuration).run("ENERGY_FORCE")
    var evaluator = try potential.makeEvaluator(
      for: [configuration], options: EvaluationOptions(precision: .double))
    try evaluator.evaluate(positions: configuration.positions)
    let units = N2P2Units.atomic
    let energy = evaluator.evaluation.energies[0] / units.energy
    #expect(abs(try CP2K.energy(in: output) - energy) < 1e-8)
    let forces = try CP2K.forces(in: output, atoms: configuration.count)
    for (found, ours) in zip(forces, evaluator.evaluation.forces) {
      let difference = found - ours * (units.length / units.energy)
      #expect((difference * difference).sum().squareRoot() < 1e-7)
    }
    // Ten thousand times the tolerance.
    #expect(forces.contains { ($0 * $0).sum() > 1e-6 }, "forces worth comparing")
  }

  @Test("100 steps of molecular dynamics")
  func dynamics() throws {
    let configuration = WaterSamples.configuration(isPeriodic: true)
    var simulation = try Simulation(
      [configuration], potential: potential,
      options: DynamicsOptions(timeStep: 0.5, evaluation: EvaluationOptions(precision: .double)))
    var engine = try export(for: configuration)
    engine.velocities = simulation.state.velocities
    _ = try engine.run(
      "MD",
      motion: """
        &MOTION
          &MD
            ENSEMBLE NVE
            STEPS 100
            TIMESTEP 0.5
          &END MD
          &PRINT
            &TRAJECTORY
              FORMAT XYZ
              &EACH
                MD 1
              &END EACH
            &END TRAJECTORY
          &END PRINT
        &END MOTION
        """)
    let text = try String(contentsOfFile: engine.folder + "/run-pos-1.xyz", encoding: .utf8)
    let lines = text.split(separator: "\n")
    let frame = configuration.count + 2
    try #require(lines.count == 101 * frame)
    for step in 0...100 {
      if step > 0 { try simulation.advance(by: 1) }
      let energy = try #require(lines[step * frame + 1].split(separator: " ").last.flatMap { Double($0) })
      // CP2K's masses and times in atomic units are those of CODATA 2006, which differ by 10⁻⁸.
      #expect(abs(energy - simulation.evaluation.energies[0] / N2P2Units.atomic.energy) < 1e-7, "step \(step)")
    }
    for (line, position) in zip(lines[(100 * frame + 2)...], simulation.state.positions) {
      let numbers = line.split(separator: " ").compactMap { Double($0) }
      let difference = SIMD3(numbers[0], numbers[1], numbers[2]) - position
      #expect((difference * difference).sum().squareRoot() < 1e-6)
    }
    let moved = zip(simulation.state.positions, configuration.positions).map { ($0 - $1) * ($0 - $1) }
    #expect(moved.contains { $0.sum() > 0.01 }, "atoms have moved by more than 0.1 Å")
  }

  @Test("vibrational analysis")
  func vibrations() throws {
    let configuration = WaterSamples.configuration(isPeriodic: false)
    let output = try export(for: configuration).run(
      "VIBRATIONAL_ANALYSIS",
      vibrations: """
        &VIBRATIONAL_ANALYSIS
          DX 0.002
          NPROC_REP 1
          FULLY_PERIODIC T
        &END VIBRATIONAL_ANALYSIS
        """)
    let found = output.split(separator: "\n").filter { $0.contains("VIB|Frequency (cm^-1)") }
      .flatMap { $0.split(separator: " ").compactMap { Double($0) } }
    // FULLY_PERIODIC keeps rotations, so that all but three translations are there: the plain mass-weighted Hessian.
    let hessian = try potential.hessian(of: configuration)
    let masses = configuration.elements.flatMap { [Double](repeating: $0.mass, count: 3) }
    let weighted = DenseMatrix(
      rows: masses.count, columns: masses.count,
      elements: hessian.values.enumerated().map {
        $1 / (masses[$0 / masses.count] * masses[$0 % masses.count]).squareRoot()
      })
    let ours = try #require(weighted.symmetricEigensystem()).values.map { Units.wavenumber(squaredFrequency: $0) }.filter { abs($0) > 1 }
    let theirs = found.filter { abs($0) > 1 }.sorted()
    try #require(ours.count == theirs.count)
    // Differences of forces over 0.002 bohr, a part in 10⁴ or so of the anharmonicity.
    for (a, b) in zip(ours.sorted(), theirs) { #expect(abs(a - b) < max(0.5, 1e-4 * abs(b))) }
  }
}
