import Foundation
import TestSupport
import Testing

/// The built `sobolev`, run as a process.
enum Tool {
  /// What a run of it left.
  struct Outcome {
    let exitCode: Int32
    let output: String
    let errors: String

    /// The one JSON object on standard output.
    func json() throws -> [String: Any] {
      try #require(
        JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any], "\(output)\(errors)")
    }
  }

  /// The executable that was built with the tests, in the same folder.
  static var executable: URL {
    get throws {
      let own = try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")
      let candidates = [own, CommandLine.arguments[0]].map {
        URL(fileURLWithPath: $0).deletingLastPathComponent().appendingPathComponent("sobolev")
      }
      return try #require(
        candidates.first { FileManager.default.isExecutableFile(atPath: $0.path) },
        "there is no sobolev beside the tests")
    }
  }

  /// Starts the tool in a folder, with its output going to files beside it.
  static func start(_ arguments: [String], in folder: TemporaryFolder) throws -> Run {
    try Run(executable, arguments, in: folder)
  }

  /// Runs the tool to its end.
  static func run(_ arguments: String..., in folder: TemporaryFolder) throws -> Outcome {
    try start(arguments, in: folder).finish()
  }

  /// Runs a shell command in which `$SOBOLEV` is the tool.
  static func shell(_ command: String, in folder: TemporaryFolder) throws -> Outcome {
    try Run(URL(fileURLWithPath: "/bin/bash"), ["-c", command], in: folder).finish()
  }

  /// A running tool.
  final class Run {
    let process = Process()
    private let logs: TemporaryFolder

    init(_ executable: URL, _ arguments: [String], in folder: TemporaryFolder) throws {
      // Files rather than pipes: a full pipe would block the tool.
      logs = try TemporaryFolder()
      process.executableURL = executable
      process.arguments = arguments
      process.currentDirectoryURL = folder.url
      process.environment = ProcessInfo.processInfo.environment.merging(
        ["SOBOLEV": try Tool.executable.path]) { $1 }
      process.standardOutput = try logs.create("output")
      process.standardError = try logs.create("errors")
      try process.start()
    }

    func finish() throws -> Outcome {
      process.waitUntilExit()
      return Outcome(
        exitCode: process.terminationStatus, output: try logs.text("output"),
        errors: try logs.text("errors"))
    }
  }
}
