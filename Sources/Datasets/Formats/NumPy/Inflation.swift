internal import CZlib

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
    let output = try ScratchFile(name: name)
    var stream = z_stream()
    guard sobolev_zlib_start_raw(&stream) == Z_OK else { throw .storage("\(name): zlib cannot start") }
    defer { inflateEnd(&stream) }
    var (start, status) = (0, Z_OK)
    while status != Z_STREAM_END {
      var input = try region.values(UInt8.self, at: start, count: min(1 << 18, region.count - start))
      start += input.count
      guard !input.isEmpty else { throw damaged(name) }
      status = try inflate(&input, &stream, to: output, limit: size, name)
    }
    guard output.count == size else { throw damaged(name) }
    return try output.contents()
  }

  /// Inflates a piece of the input to its end.
  private static func inflate(
    _ input: inout [UInt8], _ stream: inout z_stream, to output: ScratchFile, limit: Int, _ name: String
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
      guard status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR, output.count + count <= limit else {
        throw damaged(name)
      }
      try output.append(buffer.span.bytes.extracting(0..<count))
      if status == Z_STREAM_END || (consumed == input.count && count < room) { return status }
    }
  }

  private static func damaged(_ name: String) -> DatasetError {
    .storage("\(name): the compressed data are damaged; copy the archive again")
  }
}
