import ArgumentParser
import Foundation

/// How many threads a command uses.
struct ThreadOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The number of threads. (default: one for each processor, here \(ThreadOptions.processors))",
      valueName: "n"))
  var threads: Int?

  static var processors: Int { ProcessInfo.processInfo.activeProcessorCount }

  /// The number to use.
  var count: Int { threads ?? ThreadOptions.processors }

  func validate() throws {
    guard (1...256).contains(count) else {
      throw ValidationError("'--threads' is \(count), but must be from 1 to 256.")
    }
  }
}
