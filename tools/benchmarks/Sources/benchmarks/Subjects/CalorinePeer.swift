internal import Foundation
internal import Sobolev

/// A process in which calorine evaluates one structure with NEP_CPU, where calorine is installed.
final class CalorinePeer {
  /// The energy in eV and forces in eV/Å that it finds.
  let energy: Double
  let forces: [[Double]]

  private let process: PeerProcess

  private struct Findings: Decodable {
    var energy: Double
    var forces: [[Double]]
  }

  private struct Structure: Encodable {
    var symbols: [String]
    var positions: [[Double]]
    var cell: [[Double]]
  }

  private static var python: String {
    ProcessInfo.processInfo.environment["SOBOLEV_CALORINE_PYTHON"]
      ?? PeerProcess.root + "/.build/engines/calorine/bin/python"
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
    process = try PeerProcess(
      python: Self.python, program: "calorine_server.py", [nep, file.path],
      environment: ["OMP_NUM_THREADS": "\(threads)"])
    let findings = try process.findings(Findings.self)
    (energy, forces) = (findings.energy, findings.forces)
  }

  /// Does some calls and adds their times.
  func time(calls: Int, into timing: inout Timing) throws { try process.time(calls: calls, into: &timing) }
}
