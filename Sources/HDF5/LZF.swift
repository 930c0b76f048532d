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
    guard var source = input.baseAddress, let start = output.baseAddress else { return input.isEmpty }
    // `decodedCount` has followed the same tokens, so neither pointer leaves its buffer.
    let end = source + input.count
    var target = start
    while source < end {
      let control = Int(source.load(as: UInt8.self))
      if control < 32 {
        target.copyMemory(from: source + 1, byteCount: control + 1)
        source += control + 2
        target += control + 1
        continue
      }
      var length = control >> 5 + 2
      if length == 9 {
        source += 1
        length += Int(source.load(as: UInt8.self))
      }
      let distance = (control & 31) << 8 + Int(source.load(fromByteOffset: 1, as: UInt8.self)) + 1
      source += 2
      guard distance <= target - start else { return false }
      repeatBytes(length, from: distance, before: target)
      target += length
    }
    return true
  }

  /// Repeats bytes that begin some distance before a place; they may be among those that are being written.
  @inline(__always)
  private static func repeatBytes(_ count: Int, from distance: Int, before target: UnsafeMutableRawPointer) {
    // What is written so far repeats with this period, so each copy may be as long as all of it.
    let source = target - distance
    var done = 0
    while done < count {
      let part = min(count - done, distance + done)
      (target + done).copyMemory(from: source, byteCount: part)
      done += part
    }
  }
}
