/// The LZF compression of Marc Lehmann's LibLZF, which h5py offers beside gzip.
///
/// The stream is a sequence of tokens. A byte c below 32 is followed by c + 1 literal bytes. Any other byte
/// repeats bytes that were written before: its high three bits are the length less 2 (for 7, the next byte is
/// added), its low five bits and the next byte the distance back less 1.
/// Format: http://oldhome.schmorp.de/marc/liblzf.html, as read from the comments of its decoder; this decoder
/// was written for this package.
enum LZF {
  /// The number of bytes that a stream decodes to, or `nil` where it is damaged.
  static func decodedCount(_ input: UnsafeRawBufferPointer) -> Int? {
    var count = 0
    var position = 0
    while position < input.count {
      let control = Int(input[position])
      if control < 32 {
        position += control + 2
        count += control + 1
      } else {
        let isLong = control >> 5 == 7
        guard position + 1 < input.count else { return nil }
        count += (control >> 5) + 2 + (isLong ? Int(input[position + 1]) : 0)
        position += isLong ? 3 : 2
      }
    }
    return position == input.count ? count : nil
  }

  /// Decodes a stream into a buffer of exactly ``decodedCount(_:)`` bytes.
  ///
  /// - Returns: Whether no token leads back before the beginning.
  static func decode(_ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer) -> Bool {
    var (position, written) = (0, 0)
    while position < input.count {
      let control = Int(input[position])
      position += 1
      if control < 32 {
        for _ in 0...control {
          output[written] = input[position]
          position += 1
          written += 1
        }
        continue
      }
      var length = control >> 5
      if length == 7 {
        length += Int(input[position])
        position += 1
      }
      let source = written - ((control & 31) << 8 | Int(input[position])) - 1
      position += 1
      guard source >= 0 else { return false }
      // Byte by byte, because the bytes to repeat may be among those that are being written.
      for offset in 0..<length + 2 {
        output[written] = output[source + offset]
        written += 1
      }
    }
    return true
  }
}
