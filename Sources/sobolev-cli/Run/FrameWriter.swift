import Foundation

/// Writes a text file of frames as they come, under another name until it is whole.
final class FrameWriter {
  private let path: String
  private let handle: FileHandle
  private var isFinished = false

  private var partial: String { path + ".partial" }

  /// Creates the file `PATH.partial`.
  ///
  /// - Throws: `FrameWriterError.exists`, or `OutputError` when it cannot be made.
  init(path: String, overwrites: Bool) throws {
    self.path = path
    if !overwrites, FileManager.default.fileExists(atPath: path) { throw FrameWriterError.exists(path) }
    let partial = path + ".partial"
    do {
      try Data().write(to: URL(fileURLWithPath: partial))
      handle = try FileHandle(forWritingTo: URL(fileURLWithPath: partial))
    } catch { throw OutputError(path: path, cause: error) }
  }

  deinit {
    if !isFinished { try? FileManager.default.removeItem(atPath: partial) }
  }

  /// Adds text.
  func append(_ text: String) throws {
    do { try handle.write(contentsOf: Data(text.utf8)) } catch { throw OutputError(path: path, cause: error) }
  }

  /// Gives the file its name.
  func finish() throws {
    do {
      try handle.close()
      guard rename(partial, path) == 0 else {
        throw NSError(domain: NSPOSIXErrorDomain, code: Int(errno))
      }
      isFinished = true
    } catch { throw OutputError(path: path, cause: error) }
  }
}

/// Why a file is not written.
enum FrameWriterError: Error, Equatable, CustomStringConvertible {
  case exists(String)

  var description: String {
    switch self {
    case .exists(let path): "\(path): exists already; choose another name, or replace it with --overwrite"
    }
  }
}
