import Foundation

/// The words for an error.
enum ErrorRenderer {
  /// One line that says what is wrong, where, and what to do.
  static func line(for error: any Error) -> String {
    let text =
      switch error {
      case let error as any CustomStringConvertible: error.description
      case let error as any LocalizedError: error.localizedDescription
      default: String(describing: error)
      }
    return text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
      .joined(separator: " ")
  }
}
