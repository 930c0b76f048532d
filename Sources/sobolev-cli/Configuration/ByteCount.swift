import ArgumentParser
import Foundation

/// An amount of memory on the command line: `500MB`, `2GB`.
struct ByteCount: ExpressibleByArgument, Equatable {
  let bytes: Int

  init?(argument: String) {
    for (unit, factor) in [("GB", 1_000_000_000.0), ("MB", 1_000_000)] where argument.hasSuffix(unit) {
      guard let number = Double(argument.dropLast(2)), (0.001...1e6).contains(number) else { return nil }
      bytes = Int(number * factor)
      return
    }
    return nil
  }

  /// Half of the machine's memory.
  static var halfOfMachine: Int { Int(clamping: ProcessInfo.processInfo.physicalMemory / 2) }
}
