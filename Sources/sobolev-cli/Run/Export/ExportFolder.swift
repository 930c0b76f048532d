import Foundation
import Sobolev

/// A folder of exported files that appears under its name only when it is complete.
struct ExportFolder {
  let path: String
  private let temporaryPath: String
  private let replacesExisting: Bool

  /// Looks at the place without changing anything.
  ///
  /// - Throws: `ExportError.folderExists`.
  init(_ path: String, replacesExisting: Bool) throws {
    self.path = path
    self.replacesExisting = replacesExisting
    let url = URL(fileURLWithPath: path)
    temporaryPath = url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent).tmp-\(ProcessInfo.processInfo.processIdentifier)").path
    if FileManager.default.fileExists(atPath: path), !replacesExisting {
      throw ExportError.folderExists(path)
    }
  }

  /// Lets `write` fill a folder beside the destination, and gives it its name; nothing is left behind after an error.
  func fill(_ write: (String) throws -> Void) throws {
    let files = FileManager.default
    do {
      try files.createDirectory(atPath: temporaryPath, withIntermediateDirectories: false)
      try write(temporaryPath)
      if replacesExisting, files.fileExists(atPath: path) {
        _ = try files.replaceItemAt(
          URL(fileURLWithPath: path), withItemAt: URL(fileURLWithPath: temporaryPath))
      } else {
        try files.moveItem(atPath: temporaryPath, toPath: path)
      }
    } catch {
      try? files.removeItem(atPath: temporaryPath)
      throw error is CocoaError ? OutputError(path: path, cause: error) : error
    }
  }
}
