import Foundation

/// The command line as it could be typed again.
enum CommandLineText {
  static var current: String {
    (["sobolev"] + CommandLine.arguments.dropFirst().map(quoted)).joined(separator: " ")
  }

  /// A word in single quotes where a shell needs them.
  static func quoted(_ word: String) -> String {
    let plain = word.unicodeScalars.allSatisfy {
      CharacterSet.alphanumerics.contains($0) || "-_./=:,+@".unicodeScalars.contains($0)
    }
    return plain && !word.isEmpty
      ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
  }
}
