/// Reads the lines of a text one after another, holding about 1 MiB of it.
struct LineReader {
  private let region: FileRegion
  private var buffer: [UInt8] = []
  /// Where the next line begins in the buffer.
  private var position = 0
  /// How much of the region is in the buffer or was there.
  private var loaded = 0

  /// The number of the line that was read last, counted from 1 in the file.
  private(set) var line: Int

  /// Where the next line begins, in bytes of the region.
  var offset: Int { loaded - buffer.count + position }

  /// - Parameter line: The number of lines before the region.
  init(_ region: FileRegion, after line: Int = 0) {
    self.region = region
    self.line = line
  }

  /// The next line without its end, or `nil` after the last one.
  mutating func next() throws(DatasetError) -> ArraySlice<UInt8>? {
    var searched = position
    while true {
      if let end = buffer[searched...].firstIndex(of: UInt8(ascii: "\n")) {
        defer { position = end + 1 }
        return content(position..<end)
      }
      guard loaded < region.count else { break }
      searched = buffer.count - position
      buffer.removeFirst(position)
      position = 0
      let count = min(1 << 20, region.count - loaded)
      buffer += try region.values(UInt8.self, at: loaded, count: count)
      loaded += count
    }
    guard position < buffer.count else { return nil }
    defer { position = buffer.count }
    return content(position..<buffer.count)
  }

  private mutating func content(_ range: Range<Int>) -> ArraySlice<UInt8> {
    line += 1
    let content = buffer[range]
    return content.last == UInt8(ascii: "\r") ? content.dropLast() : content
  }
}

extension ArraySlice<UInt8> {
  /// The words between blanks.
  var words: [ArraySlice<UInt8>] {
    split { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
  }

  /// Whether there are only blanks.
  var isBlank: Bool { allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") } }

  /// The bytes as text.
  var text: String { String(decoding: self, as: UTF8.self) }
}
