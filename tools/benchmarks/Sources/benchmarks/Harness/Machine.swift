internal import Foundation

/// The machine and the state of the code that figures belong to.
struct Machine: Codable {
  var processor: String
  var processors: Int
  var vectorExtensions: [String]
  var system: String
  var loadAverage: String
  var commit: String
  var date: String

  /// The present machine.
  static func current() -> Machine {
    let information = text(of: "/proc/cpuinfo").split(separator: "\n")
    func value(_ key: String) -> String? {
      information.first { $0.hasPrefix(key) }?.split(separator: ":", maxSplits: 1).last
        .map { $0.trimmingCharacters(in: .whitespaces) }
    }
    let flags = Set((value("flags") ?? value("Features") ?? "").split(separator: " ").map(String.init))
    return Machine(
      processor: value("model name") ?? "unknown",
      processors: ProcessInfo.processInfo.activeProcessorCount,
      vectorExtensions: ["avx2", "fma", "avx512f", "asimd", "sve"].filter(flags.contains),
      system: ProcessInfo.processInfo.operatingSystemVersionString,
      loadAverage: text(of: "/proc/loadavg").split(separator: " ").prefix(3).joined(separator: " "),
      commit: output(of: ["git", "-C", sourceFolder, "describe", "--always", "--dirty"]),
      date: ISO8601DateFormatter().string(from: Date()))
  }

  private static let sourceFolder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path

  private static func text(of path: String) -> String {
    (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
  }

  private static func output(of command: [String]) -> String {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = command
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return "unknown" }
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let text = String(decoding: data, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    return text.isEmpty ? "unknown" : text
  }
}
