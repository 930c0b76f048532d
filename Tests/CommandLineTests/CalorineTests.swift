import Foundation
import Sobolev
import Testing

/// NEP_CPU through calorine and ASE, where `tools/engines/install-calorine` has put it.
@Suite(
  "nep.txt in NEP_CPU", .serialized,
  .enabled(
    if: Calorine.isInstalled,
    "calorine is not installed; run tools/engines/install-calorine, or set SOBOLEV_CALORINE_PYTHON"))
struct CalorineTests {
  @Test("an exported potential gives the same energies and forces, and the same 100 steps")
  func exported() throws {
    let folder = try TemporaryFolder()
    try SampleData.write(to: folder.path("train.h5"), count: 40)
    let fit = try Tool.run(
      "fit", "train.h5", "--family", "nep", "--epochs", "20", "--threads", "1", "-o", "run", in: folder)
    #expect(fit.exitCode == 0, "\(fit.errors)")
    let export = try Tool.run("export", "run/potential.h5", "--format", "nep", "-o", "out", in: folder)
    #expect(export.exitCode == 0, "\(export.errors)")

    // A molecule of the data in a box much larger than the cutoffs.
    let potential = try NEPFile.read(folder.path("out/nep.txt"))
    let cell = Cell(Matrix3([30, 0, 0], [2, 28, 0], [0, 1, 29]))
    let frames = try SampleData.clusters(count: 5, seed: 9).map { frame in
      Configuration(
        elements: frame.configuration.elements, positions: frame.configuration.positions, cell: cell)
    }
    var simulation = try Simulation(
      [frames[0]], potential: potential,
      options: DynamicsOptions(
        timeStep: 0.25, initialTemperature: 300, seed: 3, evaluation: EvaluationOptions(precision: .double)))
    let task = Calorine.Task(
      nep: folder.path("out/nep.txt"), frames: frames, start: simulation, steps: 100)
    let found = try Calorine.run(task, in: folder)

    for (index, frame) in frames.enumerated() {
      var evaluator = try potential.makeEvaluator(
        for: [frame], options: EvaluationOptions(precision: .double))
      try evaluator.evaluate(positions: frame.positions)
      // NEP_CPU computes in Float64; its tables of the radial functions, if used, are good to about 1e-8.
      #expect(abs(found.energies[index] - evaluator.evaluation.energies[0]) < 1e-7)
      for (a, b) in zip(found.forces[index], evaluator.evaluation.forces) {
        for axis in 0..<3 { #expect(abs(a[axis] - b[axis]) < 1e-6) }
      }
    }
    try simulation.advance(by: 100)
    for (a, b) in zip(found.finalPositions, simulation.state.positions) {
      // Differences of 1e-6 eV/Å over 25 fs, and of the units' last digits.
      for axis in 0..<3 { #expect(abs(a[axis] - b[axis]) < 1e-5) }
    }
  }
}

/// The script `tools/engines/calorine.py`.
enum Calorine {
  private static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

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

    init(nep: String, frames: [Configuration], start: Simulation, steps: Int) {
      func rows(_ vectors: [SIMD3<Double>]) -> [[Double]] { vectors.map { [$0.x, $0.y, $0.z] } }
      self.nep = nep
      self.steps = steps
      symbols = frames[0].elements.map(\.symbol)
      masses = frames[0].elements.map(\.mass)
      let (a, b, c) = (frames[0].cell?.vectors ?? .identity).rows
      cell = rows([a, b, c])
      self.frames = frames.map { rows($0.positions) }
      velocities = rows(start.state.velocities)
      timeStep = start.options.timeStep
    }
  }

  struct Result: Decodable {
    let energies: [Double]
    let forces: [[[Double]]]
    let finalPositions: [[Double]]

    enum CodingKeys: String, CodingKey {
      case energies, forces
      case finalPositions = "final_positions"
    }
  }

  static func run(_ task: Task, in folder: TemporaryFolder) throws -> Result {
    try JSONEncoder().encode(task).write(to: URL(fileURLWithPath: folder.path("task.json")))
    let script = root.appendingPathComponent("tools/engines/calorine.py").path
    let outcome = try Tool.shell(
      "'\(python)' '\(script)' task.json result.json", in: folder)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    let data = try Data(contentsOf: URL(fileURLWithPath: folder.path("result.json")))
    return try JSONDecoder().decode(Result.self, from: data)
  }
}
