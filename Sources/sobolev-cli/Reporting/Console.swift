import Foundation

/// Where the tool's words go: results to standard output, everything else to standard error.
struct Console: Sendable {
  /// Whether results are wanted as JSON, so that plain words belong on standard error.
  let json: Bool

  /// Whether standard error is a terminal, where a line can be rewritten.
  static let isTerminal = isatty(FileHandle.standardError.fileDescriptor) == 1

  /// A line of the plain report; not part of the JSON output.
  func say(_ line: String = "") {
    json ? Console.note(line) : Console.write(line + "\n", to: .standardOutput)
  }

  /// The result of the command as one JSON object, where that was asked for.
  func result(_ value: some Encodable) throws {
    if json { Console.write(try JSONOutput.text(value) + "\n", to: .standardOutput) }
  }

  /// A line on standard error.
  static func note(_ line: String) { write(line + "\n", to: .standardError) }

  /// Writes text; a closed pipe is nobody's error.
  static func write(_ text: String, to handle: FileHandle) {
    try? handle.write(contentsOf: Data(text.utf8))
  }
}
