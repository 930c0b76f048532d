internal import CVectors
internal import Foundation

/// How much more memory some work needs at its height than was resident before it.
enum PeakMemory {
  /// The growth in MB; `nil` where the system does not tell (Linux does, from 4.0 on).
  static func growth(during work: () throws -> Void) throws -> Double? {
    // Writing 5 sets the peak back to what is resident now (proc(5), clear_refs).
    guard let file = FileHandle(forWritingAtPath: "/proc/self/clear_refs") else {
      try work()
      return nil
    }
    // Otherwise the work would be served from what earlier work has freed, and nothing would grow.
    cvectors_release_freed_memory()
    try file.write(contentsOf: Data("5".utf8))
    let before = resident("VmRSS:")
    try work()
    let peak = resident("VmHWM:")
    guard let before, let peak else { return nil }
    return (peak - before) / 1024
  }

  /// A line of the status in kB.
  private static func resident(_ key: String) -> Double? {
    let status = try? String(contentsOfFile: "/proc/self/status", encoding: .utf8)
    let line = status?.split(separator: "\n").first { $0.hasPrefix(key) }
    return line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Double($0) }
  }
}
