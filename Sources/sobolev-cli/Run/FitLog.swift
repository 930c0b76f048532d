import Foundation
import Interchange

/// The learning curve as a CSV file, one row an epoch, each row on the disk at once.
final class FitLog {
  private let handle: FileHandle
  private let path: String

  /// Starts a log with a row of column names, or goes on with one after its first `rows` rows.
  ///
  /// A fit that is resumed from a checkpoint repeats the epochs after it; their old rows go.
  init(path: String, columns: [String], keepingRows rows: Int? = nil) throws {
    self.path = path
    var text = columns.joined(separator: ",") + "\n"
    if let rows, let old = try? String(contentsOfFile: path, encoding: .utf8) {
      text = old.split(separator: "\n").prefix(rows + 1).map { $0 + "\n" }.joined()
    }
    do {
      try Data(text.utf8).write(to: URL(fileURLWithPath: path))
      handle = try FileHandle(forUpdating: URL(fileURLWithPath: path))
      try handle.seekToEnd()
    } catch {
      throw OutputError(path: path, cause: error)
    }
  }

  /// Adds a row; `nil` leaves its field empty.
  func append(_ values: [Double?]) throws {
    let fields = values.map { value in
      guard let value else { return "" }
      return value == value.rounded() && abs(value) < 1e15 ? "\(Int(value))" : "\(value)"
    }
    do {
      try handle.write(contentsOf: Data((fields.joined(separator: ",") + "\n").utf8))
    } catch {
      throw OutputError(path: path, cause: error)
    }
  }

  deinit { try? handle.close() }
}

/// A file of results could not be written.
struct OutputError: Error, CustomStringConvertible {
  let path: String
  let cause: any Error

  var description: String { "\(path): cannot be written: \(cause.systemReason)" }
}
