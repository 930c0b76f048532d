internal import Foundation
internal import Sobolev

/// Energies and forces of one structure in CP2K, one process a run, where CP2K is installed.
///
/// CP2K has no way to be called again and again, so it runs molecular dynamics of so short a time step that the atoms stay where
/// they are; what a run with fewer steps takes, the start of the program included, is subtracted.
final class CP2KPeer {
  private static let program = "/usr/bin/cp2k"

  /// Whether `apt-get install cp2k` has been run.
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: program) }

  /// The energy in eV.
  private(set) var energy = 0.0

  private let folder: String
  private let steps: Int

  /// Prepares runs of `steps` evaluations each beside a set of n2p2 files.
  init(folder: String, _ structure: Configuration, steps: Int) throws {
    self.folder = folder
    self.steps = steps
    for count in [1, 1 + steps] {
      try Self.input(structure, steps: count)
        .write(toFile: folder + "/\(Self.name(count)).inp", atomically: true, encoding: .utf8)
    }
    _ = try run(steps: 1)
    let text = try String(contentsOfFile: folder + "/\(Self.name(1))-pos-1.xyz", encoding: .utf8)
    // The first frame's comment ends in the potential energy in hartree.
    let comment = text.split(separator: "\n", maxSplits: 2).dropFirst().first ?? ""
    energy = N2P2Units.atomic.energy * (comment.split(separator: " ").last.flatMap { Double($0) } ?? .nan)
  }

  /// Times some evaluations.
  func time(into timing: inout Timing) throws {
    let short = try run(steps: 1)
    let long = try run(steps: 1 + steps)
    let processor = max(long.processor - short.processor, 1e-9)
    let wall = max(long.wall - short.wall, processor)
    timing.add(
      seconds: wall, scheduled: SchedulerTimes(running: processor, waiting: wall - processor), calls: steps)
  }

  /// Seconds of one process.
  private func run(steps: Int) throws -> (wall: Double, processor: Double) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Self.program)
    process.arguments = ["-i", "\(Self.name(steps)).inp", "-o", "\(Self.name(steps)).out"]
    process.currentDirectoryURL = URL(fileURLWithPath: folder)
    process.environment = ProcessInfo.processInfo.environment.merging(["OMP_NUM_THREADS": "1"]) { $1 }
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    for file in ["-pos-1.xyz", "-1.ener", "-1.restart", ".out"] {
      try? FileManager.default.removeItem(atPath: folder + "/" + Self.name(steps) + file)
    }
    let before = Self.childrenSeconds
    let start = ContinuousClock.now
    try process.run()
    process.waitUntilExit()
    let wall = (ContinuousClock.now - start).seconds
    guard process.terminationStatus == 0 else {
      let output = try String(contentsOfFile: folder + "/\(Self.name(steps)).out", encoding: .utf8)
      throw BenchmarkError.peerFailed("CP2K", output: String(output.suffix(2000)))
    }
    return (wall, Self.childrenSeconds - before)
  }

  /// Seconds of processor time of all processes that have ended.
  private static var childrenSeconds: Double {
    var usage = rusage()
    getrusage(RUSAGE_CHILDREN.rawValue, &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + 1e-6 * Double(time.tv_usec) }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }

  private static func name(_ steps: Int) -> String { "run\(steps)" }

  private static func input(_ structure: Configuration, steps: Int) -> String {
    let bohr = N2P2Units.atomic.length
    func words(_ vector: SIMD3<Double>) -> String { "\(vector.x / bohr) \(vector.y / bohr) \(vector.z / bohr)" }
    let rows = (structure.cell?.vectors ?? .identity).rows
    let atoms = zip(structure.elements, structure.positions).map { "\($0) \(words($1))" }.joined(separator: "\n")
    let rest = structure.positions.map { _ in "0 0 0" }.joined(separator: "\n")
    return [
      CP2KInput.global(project: name(steps), task: "MD"),
      CP2KInput.dynamics(steps: steps, timeStep: 1e-6),
      CP2KInput.forceEvaluation(
        subsystem: """
          &CELL
            A [bohr] \(words(rows.0))
            B [bohr] \(words(rows.1))
            C [bohr] \(words(rows.2))
          &END CELL
          &COORD
            UNIT bohr
            \(atoms)
          &END COORD
          &VELOCITY
            \(rest)
          &END VELOCITY
          """),
    ].map { $0 + "\n" }.joined()
  }
}
