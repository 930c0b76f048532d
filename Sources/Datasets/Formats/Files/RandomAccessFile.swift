import Foundation

/// A file that is read at any place, without a position of its own, so that threads may share it.
final class RandomAccessFile: Sendable {
  /// The path as it was given, for messages.
  let path: String
  /// The number of bytes when it was opened.
  let size: Int

  private let descriptor: Int32

  /// Opens a file for reading.
  ///
  /// - Throws: `DatasetError.storage` with the system's reason.
  convenience init(path: String) throws(DatasetError) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw .storage("\(path): cannot be read: \(systemReason())") }
    try self.init(owning: descriptor, path: path)
  }

  /// Takes over an open descriptor; `path` is what messages call the file.
  init(owning descriptor: Int32, path: String) throws(DatasetError) {
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      throw .storage("\(path): is not a file; give the path of a data file")
    }
    self.path = path
    self.descriptor = descriptor
    size = Int(status.st_size)
  }

  deinit { close(descriptor) }

  /// All bytes of the file as a region.
  var all: FileRegion { FileRegion(file: self, offset: 0, count: size) }

  /// Fills a buffer with the bytes from an offset on.
  ///
  /// - Throws: `DatasetError.storage` when the file cannot be read or has become shorter.
  func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(DatasetError) {
    var done = 0
    while done < buffer.count {
      let count = pread(
        descriptor, buffer.baseAddress.map { $0 + done }, buffer.count - done, off_t(offset + done))
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .storage("\(path): cannot be read: \(systemReason())") }
      guard count > 0 else { throw .storage("\(path): has become shorter while it was read") }
      done += count
    }
  }
}

/// Some bytes of a file, as large as they are said to be.
struct FileRegion: Sendable {
  let file: RandomAccessFile
  let offset: Int
  let count: Int

  /// A part of this region, or `nil` where it does not lie inside.
  func part(offset start: Int, count length: Int) -> FileRegion? {
    guard start >= 0, length >= 0, start <= count, length <= count - start else { return nil }
    return FileRegion(file: file, offset: offset + start, count: length)
  }

  /// Reads all bytes.
  func bytes() throws(DatasetError) -> [UInt8] {
    try values(UInt8.self, at: 0, count: count)
  }

  /// Reads numbers as they lie in the file, from a byte of the region on.
  func values<Value: BitwiseCopyable>(
    _ type: Value.Type, at start: Int, count length: Int
  ) throws(DatasetError) -> [Value] {
    precondition(start >= 0 && start + length * MemoryLayout<Value>.stride <= count, "inside the region")
    guard length > 0 else { return [] }
    var failure: DatasetError?
    let values = [Value](unsafeUninitializedCapacity: length) { buffer, initialized in
      do throws(DatasetError) {
        try file.read(at: offset + start, into: UnsafeMutableRawBufferPointer(buffer))
        initialized = length
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return values
  }
}

/// The system's words for the last failed call.
func systemReason() -> String { String(cString: strerror(errno)) }
