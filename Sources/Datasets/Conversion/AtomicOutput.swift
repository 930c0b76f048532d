import Foundation
import HDF5

/// A file of bytes that appears under its name only when it is complete.
final class AtomicOutput {
  private let output: AtomicFile
  private var handle: FileHandle?

  /// The path of the complete file.
  var path: String { output.path }
  var temporaryPath: String { output.temporaryPath }
  /// The folder of the file.
  var folder: URL { URL(fileURLWithPath: output.path).deletingLastPathComponent() }
  /// The number of bytes written.
  private(set) var count = 0

  init(path: String, replacesExisting: Bool) throws {
    output = try AtomicFile(path: path, replacesExisting: replacesExisting)
    guard FileManager.default.createFile(atPath: output.temporaryPath, contents: nil) else {
      throw DatasetError.storage("\(path): cannot be written: \(systemReason())")
    }
    handle = FileHandle(forWritingAtPath: output.temporaryPath)
  }

  func write(_ bytes: some DataProtocol) throws {
    guard let handle else { throw DatasetError.storage("\(output.path): is complete already") }
    do {
      try handle.write(contentsOf: bytes)
      count += bytes.count
    } catch {
      throw DatasetError.storage("\(output.path): cannot be written: \(error.localizedDescription)")
    }
  }

  /// Ends the writing; the file can be read under its temporary name.
  func complete() throws {
    try handle?.close()
    handle = nil
  }

  func commit() throws { try output.commit() }
}
