import Atomistics
import Foundation
import Interchange
import TestSupport
import Testing

/// CP2K itself, where it is installed (Debian: `apt-get install cp2k`), run on exported sets.
struct CP2K {
  /// The path of the program, or `nil`.
  static let program = ["/usr/bin/cp2k", "/usr/local/bin/cp2k"].first {
    FileManager.default.isExecutableFile(atPath: $0)
  }

  /// Why tests are skipped without it.
  static let absence: Comment = "CP2K is not installed: apt-get install cp2k"

  /// The folder with `input.nn`, where it runs.
  var folder: String

  /// The structure, in Å.
  var configuration: Configuration

  /// Velocities in Å/fs, at rest by default.
  var velocities: [SIMD3<Double>] = []

  /// Runs a task with the sections that belong to it.
  ///
  /// - Returns: What the program prints.
  func run(_ task: String, motion: String = "", vibrations: String = "") throws -> String {
    let input = [
      CP2KInput.global(project: "run", task: task), motion, vibrations,
      CP2KInput.forceEvaluation(subsystem: subsystem, printing: "&FORCES\n  NDIGITS 12\n&END FORCES"),
    ].map { $0 + "\n" }.joined()
    try input.write(toFile: folder + "/run.inp", atomically: true, encoding: .utf8)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: try #require(CP2K.program))
    process.arguments = ["-i", "run.inp", "-o", "run.out"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["OMP_NUM_THREADS": "1"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.start()
    process.waitUntilExit()
    let output = try String(contentsOfFile: folder + "/run.out", encoding: .utf8)
    #expect(process.terminationStatus == 0, "\(output.suffix(2000))")
    return output
  }

  /// Coordinates in bohr, so that CP2K's value of it (CODATA 2006) does not matter, and masses as used here.
  private var subsystem: String {
    let bohr = N2P2Units.atomic.length
    func words(_ vector: SIMD3<Double>) -> String { "\(vector.x) \(vector.y) \(vector.z)" }
    let rows = configuration.cell?.vectors.rows ?? ([30, 0, 0], [0, 30, 0], [0, 0, 30])
    let coordinates = zip(configuration.elements, configuration.positions).map {
      "\($0.symbol) \(words($1 / bohr))"
    }
    // bohr per atomic unit of time: 2.4188843265864e-2 fs.
    let speeds = velocities.map { words($0 / bohr * 2.4188843265864e-2) }
    let kinds = Set(configuration.elements).sorted().map { "&KIND \($0.symbol)\nMASS \($0.mass)\n&END KIND" }
    return """
      &CELL
        A [bohr] \(words(rows.0 / bohr))
        B [bohr] \(words(rows.1 / bohr))
        C [bohr] \(words(rows.2 / bohr))
        PERIODIC \(configuration.cell == nil ? "NONE" : "XYZ")
      &END CELL
      &COORD
        UNIT bohr
        \(coordinates.joined(separator: "\n"))
      &END COORD
      \(speeds.isEmpty ? "" : "&VELOCITY\n\(speeds.joined(separator: "\n"))\n&END VELOCITY")
      \(kinds.joined(separator: "\n"))
      """
  }

  /// The energy in hartree that an output ends with.
  static func energy(in output: String) throws -> Double {
    let line = try #require(output.split(separator: "\n").last { $0.contains("Total FORCE_EVAL ( NNP ) energy") })
    return try #require(line.split(separator: " ").last.flatMap { Double($0) })
  }

  /// The forces in hartree/bohr of an output.
  static func forces(in output: String, atoms: Int) throws -> [SIMD3<Double>] {
    let lines = output.split(separator: "\n")
    let start = try #require(lines.firstIndex { $0.contains("# Atom") && $0.contains("Kind") })
    return try lines[(start + 1)..<(start + 1 + atoms)].map { line in
      let numbers = line.split(separator: " ").suffix(3).compactMap { Double($0) }
      try #require(numbers.count == 3)
      return SIMD3(numbers[0], numbers[1], numbers[2])
    }
  }
}
