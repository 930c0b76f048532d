import Foundation

/// Small text files of results.
enum TextFile {
  /// Writes a file beside its place and renames it.
  ///
  /// - Throws: `OutputError`; an older file stays as it was then.
  static func write(_ text: String, to path: String) throws {
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
    } catch {
      throw OutputError(path: path, cause: error)
    }
  }

  /// Adds to the end of a file.
  ///
  /// - Throws: `OutputError`.
  static func append(_ text: String, to path: String) throws {
    let start: String
    do {
      start = try String(contentsOfFile: path, encoding: .utf8)
    } catch {
      throw OutputError(path: path, cause: error)
    }
    try write(start + text, to: path)
  }
}
