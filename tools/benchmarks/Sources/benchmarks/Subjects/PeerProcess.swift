internal import Foundation

/// A Python program that does the same work as we in a process of its own, and times itself.
///
/// It prints its findings as a line of JSON, and then, for each line with a number of calls on its standard input, does so
/// many calls and prints their wall-clock and processor seconds.
final class PeerProcess {
  private let process = Process()
  private let input = Pipe()
  private let output = Pipe()

  private struct Times: Decodable {
    var wall: Double
    var processor: Double
  }

  /// The folder of the repository.
  static let root = URL(fileURLWithPath: #filePath).pathComponents.dropLast(6).joined(separator: "/")

  /// Starts a program of `tools/engines`.
  init(python: String, program: String, _ arguments: [String], environment: [String: String] = [:]) throws {
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, Self.root + "/tools/engines/" + program] + arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = input
    process.standardOutput = output
    try process.run()
  }

  deinit {
    try? input.fileHandleForWriting.close()
    process.waitUntilExit()
  }

  /// The next line that it prints.
  func findings<Findings: Decodable>(_ type: Findings.Type = Findings.self) throws -> Findings {
    try JSONDecoder().decode(type, from: nextLine())
  }

  /// Does some calls and adds their times.
  func time(calls: Int, into timing: inout Timing) throws {
    try input.fileHandleForWriting.write(contentsOf: Data("\(calls)\n".utf8))
    let times = try findings(Times.self)
    let scheduled = SchedulerTimes(
      running: times.processor, waiting: max(0, times.wall - times.processor))
    timing.add(seconds: times.wall, scheduled: scheduled, calls: calls)
  }

  private func nextLine() -> Data {
    var line = Data()
    while line.last != UInt8(ascii: "\n") {
      let part = output.fileHandleForReading.availableData
      guard !part.isEmpty else { break }
      line += part
    }
    return line
  }
}
