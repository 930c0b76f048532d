import CHDF5

/// Lets libhdf5 read datasets that h5py compressed by LZF, for which it has no filter of its own.
enum LZFFilter {
  /// The number under which the filter is registered with The HDF Group.
  private static let identifier: H5Z_filter_t = 32000
  private static let name: StaticString = "lzf"

  /// Registers the filter; datasets cannot be written by it.
  static func register() {
    var description = H5Z_class2_t()
    description.version = H5Z_CLASS_T_VERS
    description.id = identifier
    description.encoder_present = 0
    description.decoder_present = 1
    description.name = UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self)
    description.filter = { flags, _, _, byteCount, capacity, buffer in
      guard flags & UInt32(H5Z_FLAG_REVERSE) != 0 else { return 0 }
      return LZFFilter.decode(byteCount, capacity, buffer)
    }
    H5Zregister(&description)
  }

  /// Replaces a compressed buffer of libhdf5 by what it decodes to.
  ///
  /// - Returns: The number of decoded bytes, or 0, by which libhdf5 knows a failure.
  private static func decode(
    _ byteCount: Int, _ capacity: UnsafeMutablePointer<Int>?,
    _ buffer: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
  ) -> Int {
    guard let capacity, let buffer, let compressed = buffer.pointee else { return 0 }
    let input = UnsafeRawBufferPointer(start: compressed, count: byteCount)
    guard let count = LZF.decodedCount(input), count > 0, let decoded = H5allocate_memory(count, false) else {
      return 0
    }
    guard LZF.decode(input, into: UnsafeMutableRawBufferPointer(start: decoded, count: count)) else {
      H5free_memory(decoded)
      return 0
    }
    H5free_memory(compressed)
    buffer.pointee = decoded
    capacity.pointee = count
    return count
  }
}
