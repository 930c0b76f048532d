import Foundation
import Sobolev
import TestSupport
import Testing

/// NEP_CPU through calorine and ASE, where `tools/engines/install-calorine` has put it.
@Suite(
  "nep.txt in NEP_CPU", .serialized,
  .enabled(
    if: Calorine.isInstalled,
    "calorine is not installed; run tools/engines/install-calorine, or set SOBOLEV_CALORINE_PYTHON"))
struct CalorineTests {
  @Test("an exported ethanol potential gives the same energies, forces and stress, and the same 100 steps")
  func exported() throws {
    let folder = try TemporaryFolder()
    let data = Calorine.root.appendingPathComponent("datasets/ethanol-gfn2")
    let fit = try Tool.run(
      "fit", data.appendingPathComponent("train.h5").path, "--family", "nep", "--epochs", "15", "--threads", "1",
      "-o", "run", in: folder)
    try #require(fit.exitCode == 0, "\(fit.errors)")
    let export = try Tool.run("export", "run/potential.h5", "--format", "nep", "-o", "out", in: folder)
    try #require(export.exitCode == 0, "\(export.errors)")

    // Molecules of the test set, in a box much larger than the cutoffs.
    let potential = try NEPFile.read(folder.path("out/nep.txt"))
    let cell = Cell(Matrix3([30, 0, 0], [2, 28, 0], [0, 1, 29]))
    let test = try DatasetFile(path: data.appendingPathComponent("test.h5").path).readAll()
    let frames = test.prefix(5).map { frame in
      Configuration(
        elements: frame.configuration.elements, positions: frame.configuration.positions, cell: cell)
    }
    var simulation = try Simulation(
      [frames[0]], potential: potential,
      options: DynamicsOptions(
        timeStep: 0.5, initialTemperature: 300, seed: 3, evaluation: EvaluationOptions(precision: .double)))
    let task = Calorine.Task(
      nep: folder.path("out/nep.txt"), frames: frames, start: simulation, steps: 100)
    let found = try Calorine.run(task, in: folder)

    for (index, frame) in frames.enumerated() {
      var evaluator = try potential.makeEvaluator(
        for: [frame], options: EvaluationOptions(precision: .double))
      try evaluator.evaluate(positions: frame.positions)
      let ours = evaluator.evaluation
      // NEP_CPU computes in Float64, but ours is the same sum in another order only to the digits of its constants.
      #expect(abs(found.energies[index] - ours.energies[0]) < 1e-8)
      for (a, b) in zip(found.forces[index], ours.forces) {
        for axis in 0..<3 { #expect(abs(a[axis] - b[axis]) < 1e-7) }
      }
      let stress = (-1 / cell.volume) * ours.virials[0]
      let rows = [stress.rows.0, stress.rows.1, stress.rows.2]
      // Forces to 1e-7 eV/Å over 3 Å, in 24 000 Å³.
      for (a, b) in zip(found.stresses[index], rows) {
        for axis in 0..<3 { #expect(abs(a[axis] - b[axis]) < 1e-11) }
      }
    }
    try simulation.advance(by: 100)
    let moved = zip(frames[0].positions, simulation.state.positions).map { ($1 - $0).norm }.max() ?? 0
    #expect(moved > 0.05)
    for (a, b) in zip(found.finalPositions, simulation.state.positions) {
      // 1e-7 eV/Å over 50 fs on hydrogen is 1e-9 Å; the units of ASE differ in the ninth digit.
      for axis in 0..<3 { #expect(abs(a[axis] - b[axis]) < 1e-6) }
    }
  }

  @Test("an element outside the set is refused there as here")
  func refused() throws {
    let folder = try TemporaryFolder()
    let path = Calorine.golden("nep4_l4_2_0")
    let argon = try #require(Element(symbol: "Ar"))
    let frame = Configuration(elements: [argon], positions: [.zero], cell: Cell(Matrix3([20, 0, 0], [0, 20, 0], [0, 0, 20])))
    #expect(throws: PotentialError.self) {
      _ = try NEPFile.read(path).makeEvaluator(for: [frame], options: EvaluationOptions())
    }
    let theirs = try Calorine.outcome(Calorine.Task(nep: path, frames: [frame]), in: folder)
    #expect(theirs.exitCode != 0 && theirs.errors.contains("not supported by the NEP model"))
  }

  @Test("a file of version 3, which the dialect nep-cpu allows, is refused by calorine as its summary says")
  func version() throws {
    let folder = try TemporaryFolder()
    let path = Calorine.golden("nep3_l4_2_1")
    let potential = try NEPFile.read(path)
    let frame = Configuration(
      elements: [potential.elements[0]], positions: [.zero], cell: Cell(Matrix3([20, 0, 0], [0, 20, 0], [0, 0, 20])))
    #expect(NEPDialect.nepCPU.versions.contains(.nep3))
    let theirs = try Calorine.outcome(Calorine.Task(nep: path, frames: [frame]), in: folder)
    #expect(theirs.exitCode != 0 && theirs.errors.contains("only NEP4 models are supported"))
    #expect(NEPDialect.nepCPU.summary.contains("calorine 4 takes version 4 only"))
  }
}

/// The script `tools/engines/run_calorine.py`.
enum Calorine {
  /// The path of one of the golden potentials.
  static func golden(_ name: String) -> String {
    root.appendingPathComponent("Tests/Golden/nep/\(name).nep.txt").path
  }

  static let root = URL(fileURLWithPath: RepositoryFiles.root)

  private static var python: String {
    ProcessInfo.processInfo.environment["SOBOLEV_CALORINE_PYTHON"]
      ?? root.appendingPathComponent(".build/engines/calorine/bin/python").path
  }

  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: python) }

  struct Task: Encodable {
    let nep: String
    let symbols: [String]
    let masses: [Double]
    let cell: [[Double]]
    let frames: [[[Double]]]
    let velocities: [[Double]]
    let timeStep: Double
    let steps: Int

    enum CodingKeys: String, CodingKey {
      case nep, symbols, masses, cell, frames, velocities, steps
      case timeStep = "time_step"
    }

    /// The frames, and dynamics from the first of them where a start is given.
    init(nep: String, frames: [Configuration], start: Simulation? = nil, steps: Int = 0) {
      func rows(_ vectors: [SIMD3<Double>]) -> [[Double]] { vectors.map { [$0.x, $0.y, $0.z] } }
      self.nep = nep
      self.steps = steps
      symbols = frames[0].elements.map(\.symbol)
      masses = frames[0].elements.map(\.mass)
      let (a, b, c) = (frames[0].cell?.vectors ?? .identity).rows
      cell = rows([a, b, c])
      self.frames = frames.map { rows($0.positions) }
      velocities = rows(start?.state.velocities ?? [])
      timeStep = start?.options.timeStep ?? 0
    }
  }

  struct Result: Decodable {
    let energies: [Double]
    let forces: [[[Double]]]
    let stresses: [[[Double]]]
    let finalPositions: [[Double]]

    enum CodingKeys: String, CodingKey {
      case energies, forces, stresses
      case finalPositions = "final_positions"
    }
  }

  /// Runs the script, which may fail.
  static func outcome(_ task: Task, in folder: TemporaryFolder) throws -> Tool.Outcome {
    try JSONEncoder().encode(task).write(to: URL(fileURLWithPath: folder.path("task.json")))
    let script = root.appendingPathComponent("tools/engines/run_calorine.py").path
    return try Tool.shell("'\(python)' '\(script)' task.json result.json", in: folder)
  }

  static func run(_ task: Task, in folder: TemporaryFolder) throws -> Result {
    let outcome = try outcome(task, in: folder)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path("result.json")))
    return try JSONDecoder().decode(Result.self, from: data)
  }
}
