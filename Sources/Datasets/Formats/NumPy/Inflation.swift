internal import CZlib
import Foundation

/// Inflates parts of a file into a temporary file, so that arrays of any size can be read in any order.
enum Inflation {
  /// Unpacks a raw deflate stream.
  ///
  /// Cost: 1 MiB of memory; disk space for the unpacked bytes, which the system frees with the last owner.
  ///
  /// - Parameters:
  ///   - size: The number of bytes that the archive says it has unpacked.
  ///   - name: What messages call it.
  /// - Throws: `DatasetError.storage` for damaged data, more data than announced, or a full disk.
  static func unpack(_ region: FileRegion, size: Int, name: String) throws(DatasetError) -> FileRegion {
    // Deflate shrinks to no less than 1/1032: a larger claim is damage or malice.
    guard size / 1032 <= region.count else { throw damaged(name) }
    let output = try temporaryFile(name)
    do throws(DatasetError) {
      var stream = z_stream()
      guard sobolev_zlib_start_raw(&stream) == Z_OK else { throw .storage("\(name): zlib cannot start") }
      defer { inflateEnd(&stream) }
      var (start, written, status) = (0, 0, Z_OK)
      while status != Z_STREAM_END {
        var input = try region.values(UInt8.self, at: start, count: min(1 << 18, region.count - start))
        start += input.count
        guard !input.isEmpty else { throw damaged(name) }
        status = try inflate(&input, &stream, to: output, limit: size, &written, name)
      }
      guard written == size else { throw damaged(name) }
    } catch {
      close(output)
      throw error
    }
    return try RandomAccessFile(owning: output, path: name).all
  }

  /// Inflates a piece of the input to its end.
  private static func inflate(
    _ input: inout [UInt8], _ stream: inout z_stream, to output: Int32, limit: Int, _ written: inout Int,
    _ name: String
  ) throws(DatasetError) -> Int32 {
    var buffer = [UInt8](repeating: 0, count: 1 << 18)
    var consumed = 0
    while true {
      let (available, room) = (input.count - consumed, buffer.count)
      let status = input.withUnsafeMutableBufferPointer { source in
        buffer.withUnsafeMutableBufferPointer { target in
          stream.next_in = source.baseAddress.map { $0 + consumed }
          stream.avail_in = UInt32(available)
          stream.next_out = target.baseAddress
          stream.avail_out = UInt32(room)
          return CZlib.inflate(&stream, Z_NO_FLUSH)
        }
      }
      consumed = input.count - Int(stream.avail_in)
      let count = room - Int(stream.avail_out)
      // No progress means that more input is needed.
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR, written + count <= limit else {
        throw damaged(name)
      }
      try append(buffer[..<count], to: output, name)
      written += count
      if status == Z_STREAM_END || (consumed == input.count && count < room) { return status }
    }
  }

  private static func append(
    _ bytes: ArraySlice<UInt8>, to output: Int32, _ name: String
  ) throws(DatasetError) {
    var rest = bytes
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else {
        throw .storage(
          "\(name): cannot be unpacked into \(FileManager.default.temporaryDirectory.path): "
            + "\(systemReason()); free some space or set TMPDIR")
      }
      rest = rest.dropFirst(count)
    }
  }

  /// A new file that has no name any more.
  private static func temporaryFile(_ name: String) throws(DatasetError) -> Int32 {
    let folder = FileManager.default.temporaryDirectory
    var template = Array(folder.appendingPathComponent("sobolev-XXXXXX").path.utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw .storage("\(name): there is no place to unpack it in \(folder.path): \(systemReason())")
    }
    unlink(template)
    return descriptor
  }

  private static func damaged(_ name: String) -> DatasetError {
    .storage("\(name): the compressed data are damaged; copy the archive again")
  }
}
