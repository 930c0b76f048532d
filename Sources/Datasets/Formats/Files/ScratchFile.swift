import Foundation

/// A temporary file without a name: the system frees it with its last owner, whatever happens.
final class ScratchFile {
  /// The number of bytes written.
  private(set) var count = 0

  private let descriptor: Int32
  private let name: String

  /// Makes a file in a folder.
  ///
  /// - Parameter name: What messages call it.
  /// - Throws: `DatasetError.storage` with the system's reason.
  init(in folder: URL = FileManager.default.temporaryDirectory, name: String) throws(DatasetError) {
    self.name = name
    var template = Array(folder.appendingPathComponent(".sobolev-XXXXXX").path.utf8CString)
    descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw .storage("\(name): there is no place for a temporary file in \(folder.path): \(systemReason())")
    }
    unlink(template)
  }

  deinit { close(descriptor) }

  /// Appends bytes.
  ///
  /// - Throws: `DatasetError.storage`, for example when the disk is full.
  func append(_ bytes: RawSpan) throws(DatasetError) {
    try write(bytes, at: count)
    count += bytes.byteCount
  }

  /// Writes over bytes that are there already.
  func overwrite(_ bytes: RawSpan, at offset: Int) throws(DatasetError) {
    precondition(offset >= 0 && offset + bytes.byteCount <= count, "inside the file")
    try write(bytes, at: offset)
  }

  private func write(_ bytes: RawSpan, at offset: Int) throws(DatasetError) {
    var done = 0
    while done < bytes.byteCount {
      let written = bytes.withUnsafeBytes { buffer in
        pwrite(
          descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        throw .storage("\(name): a temporary file cannot be written: \(systemReason()); free some space")
      }
      done += written
    }
  }

  /// All that was written, to be read.
  func contents() throws(DatasetError) -> FileRegion {
    let copy = dup(descriptor)
    guard copy >= 0 else { throw .storage("\(name): \(systemReason())") }
    return try RandomAccessFile(owning: copy, path: name).all
  }
}
