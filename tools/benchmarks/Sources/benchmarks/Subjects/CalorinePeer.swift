internal import Foundation
internal import Sobolev

/// A process in which calorine evaluates one structure with NEP_CPU, where calorine is installed.
final class CalorinePeer {
  /// The energy in eV and forces in eV/Å that it finds.
  let energy: Double
  let forces: [[Double]]

  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  private struct Findings: Decodable {
    var energy: Double
    var forces: [[Double]]
  }

  private struct Times: Decodable {
    var wall: Double
    var processor: Double
  }

  private struct Structure: Encodable {
    var symbols: [String]
    var positions: [[Double]]
    var cell: [[Double]]
  }

  private static let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(6).joined(separator: "/")

  private static var python: String {
    ProcessInfo.processInfo.environment["SOBOLEV_CALORINE_PYTHON"]
      ?? root + "/.build/engines/calorine/bin/python"
  }

  /// Whether `tools/engines/install-calorine` has been run.
  static var isInstalled: Bool { FileManager.default.isExecutableFile(atPath: python) }

  /// Starts the process on a potential and a periodic structure.
  init(nep: String, _ structure: Configuration, threads: Int) throws {
    func rows(_ vectors: [SIMD3<Double>]) -> [[Double]] { vectors.map { [$0.x, $0.y, $0.z] } }
    let (a, b, c) = (structure.cell?.vectors ?? .identity).rows
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("structure-\(UUID().uuidString).json")
    try JSONEncoder().encode(
      Structure(
        symbols: structure.elements.map(\.symbol), positions: rows(structure.positions), cell: rows([a, b, c]))
    ).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    process.executableURL = URL(fileURLWithPath: Self.python)
    process.arguments = [Self.root + "/tools/engines/calorine_server.py", nep, file.path]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["OMP_NUM_THREADS": "\(threads)"]) { $1 }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
    let findings = try JSONDecoder().decode(Findings.self, from: Self.line(of: output))
    (energy, forces) = (findings.energy, findings.forces)
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// Does some calls and adds their times.
  func time(calls: Int, into timing: inout Timing) throws {
    try input.fileHandleForWriting.write(contentsOf: Data("\(calls)\n".utf8))
    let times = try JSONDecoder().decode(Times.self, from: Self.line(of: output))
    let scheduled = SchedulerTimes(
      running: times.processor, waiting: max(0, times.wall - times.processor))
    timing.add(seconds: times.wall, scheduled: scheduled, calls: calls)
  }

  private static func line(of pipe: Pipe) -> Data {
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let part = pipe.fileHandleForReading.availableData
      guard !part.isEmpty else { break }
      line += part
    }
    return line
  }
}
