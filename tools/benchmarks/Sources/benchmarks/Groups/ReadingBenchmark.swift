internal import Foundation
internal import Sobolev

/// Reading the same files as h5py: it makes arrays, we make checked structures.
struct ReadingBenchmark {
  let effort: Effort

  private static let encodings = ["contiguous", "chunked", "gzip", "gzip+shuffle", "lzf", "small-groups"]
  private static let atoms = 9

  private struct Findings: Decodable {
    var frames: Int
    var energies: Double
  }

  /// Python with h5py; `nil` where there is none.
  private static var python: String? {
    let name = ProcessInfo.processInfo.environment["PYTHON"] ?? "python3"
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [name, "-c", "import h5py"]
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    process.waitUntilExit()
    return process.terminationStatus == 0 ? name : nil
  }

  func run(_ report: inout GroupReport) throws {
    guard let python = Self.python else {
      report.facts.append("left out: no Python with h5py; name one with PYTHON=")
      return
    }
    let frames = effort.isQuick ? 1000 : 8000
    for encoding in Self.encodings {
      let path = FileManager.default.temporaryDirectory
        .appendingPathComponent("reading-\(UUID().uuidString).h5").path
      defer { try? FileManager.default.removeItem(atPath: path) }
      let peer = try PeerProcess(python: python, program: "h5py_server.py", [path, encoding, "\(frames)"])
      try compare(encoding, path, peer, &report)
    }
  }

  private func compare(
    _ encoding: String, _ path: String, _ peer: PeerProcess, _ report: inout GroupReport
  ) throws {
    let findings = try peer.findings(Findings.self)
    let difference = abs(try Self.sumOfEnergies(path) - findings.energies)
    guard difference <= 1e-9 * Double(findings.frames) else {
      throw BenchmarkError.disagreement(
        what: "sums of energies of h5py and ours", difference: difference, tolerance: 1e-9 * Double(findings.frames))
    }
    let size = (try FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    report.facts.append("\(encoding): \(findings.frames) frames, \(size >> 20) MB")
    let atoms = Self.atoms * findings.frames
    var theirs = Timing(Subject("h5py, \(encoding)", atoms: atoms) {})
    var warmUp = theirs
    try peer.time(calls: 1, into: &warmUp)
    let ours = Subject("ours, \(encoding)", atoms: atoms) { _ = try Self.sumOfEnergies(path) }
    let timings = try Contest(rounds: effort.isQuick ? 3 : 7, slice: warmUp.seconds[0]).run([ours]) {
      try peer.time(calls: 1, into: &theirs)
    }
    report.add([theirs] + timings)
    report.ratios.append(
      Ratio("\(encoding): our speed over h5py's", theirs, over: timings[0], target: "at least 0.7"))
  }

  /// Reads every number of a file.
  private static func sumOfEnergies(_ path: String) throws -> Double {
    var batches = try DatasetFile(path: path).batches(of: 64)
    var sum = 0.0
    while let frames = try batches.next() {
      for frame in frames { sum += frame.labels.energy ?? 0 }
    }
    return sum
  }
}
