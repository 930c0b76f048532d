/// Goes through the directory at the end of a ZIP archive.
struct ZipDirectory {
  private let path: String
  private let bytes: [UInt8]
  private var position = 0
  private var remaining: Int

  /// Finds and reads the directory.
  ///
  /// - Throws: `DatasetError.storage` when there is none.
  init(_ file: FileRegion, path: String) throws(DatasetError) {
    self.path = path
    // The last record has 22 bytes and a comment of at most 65535.
    let tailCount = min(file.count, 22 + 65535)
    let tail = try file.part(offset: file.count - tailCount, count: tailCount)?.bytes() ?? []
    guard let end = ZipDirectory.lastSignature(0x0605_4B50, in: tail, length: 22) else {
      throw .storage("\(path): not a whole ZIP archive (.npz); copy it again")
    }
    let record = LittleEndianBytes(tail[end...])
    var fields = (
      count: record.integer(at: 10, bytes: 2), size: record.integer(at: 12, bytes: 4),
      offset: record.integer(at: 16, bytes: 4)
    )
    if fields.count == 0xFFFF || fields.size == 0xFFFF_FFFF || fields.offset == 0xFFFF_FFFF {
      fields = try ZipDirectory.wideFields(file, end: file.count - tailCount + end, path: path)
    }
    guard let directory = file.part(offset: fields.offset, count: fields.size) else {
      throw .storage("\(path): the directory of the archive lies outside the file; copy it again")
    }
    bytes = try directory.bytes()
    remaining = fields.count
  }

  /// The 64-bit record, to which a locator of 20 bytes before the last record points.
  private static func wideFields(
    _ file: FileRegion, end: Int, path: String
  ) throws(DatasetError) -> (count: Int, size: Int, offset: Int) {
    guard let locator = file.part(offset: end - 20, count: 20) else { throw damaged(path) }
    let place = LittleEndianBytes(try locator.bytes())
    guard place.integer(at: 0, bytes: 4) == 0x0706_4B50,
      let wide = file.part(offset: place.integer(at: 8, bytes: 8), count: 56)
    else { throw damaged(path) }
    let record = LittleEndianBytes(try wide.bytes())
    guard record.integer(at: 0, bytes: 4) == 0x0606_4B50 else { throw damaged(path) }
    return (
      record.integer(at: 32, bytes: 8), record.integer(at: 40, bytes: 8), record.integer(at: 48, bytes: 8)
    )
  }

  private static func lastSignature(_ signature: Int, in bytes: [UInt8], length: Int) -> Int? {
    guard bytes.count >= length else { return nil }
    return (0...bytes.count - length).reversed().first {
      LittleEndianBytes(bytes[$0..<$0 + 4]).integer(at: 0, bytes: 4) == signature
    }
  }

  /// The next file, or `nil` after the last one.
  ///
  /// - Throws: `DatasetError.storage` when the directory is damaged.
  mutating func next() throws(DatasetError) -> ZipArchive.Entry? {
    guard remaining > 0 else { return nil }
    remaining -= 1
    guard position + 46 <= bytes.count else { throw ZipDirectory.damaged(path) }
    let fields = LittleEndianBytes(bytes[position..<position + 46])
    let nameEnd = position + 46 + fields.integer(at: 28, bytes: 2)
    let extraEnd = nameEnd + fields.integer(at: 30, bytes: 2)
    let next = extraEnd + fields.integer(at: 32, bytes: 2)
    guard fields.integer(at: 0, bytes: 4) == 0x0201_4B50, next <= bytes.count else {
      throw ZipDirectory.damaged(path)
    }
    var wide = WideSizes(bytes[nameEnd..<extraEnd])
    defer { position = next }
    let size = wide.value(fields.integer(at: 24, bytes: 4))
    let compressedSize = wide.value(fields.integer(at: 20, bytes: 4))
    let offset = wide.value(fields.integer(at: 42, bytes: 4))
    guard let size, let compressedSize, let offset else { throw ZipDirectory.damaged(path) }
    return ZipArchive.Entry(
      name: String(decoding: bytes[position + 46..<nameEnd], as: UTF8.self),
      flags: fields.integer(at: 8, bytes: 2), method: fields.integer(at: 10, bytes: 2),
      checksum: UInt32(truncatingIfNeeded: fields.integer(at: 16, bytes: 4)),
      compressedSize: compressedSize, size: size, headerOffset: offset)
  }

  private static func damaged(_ path: String) -> DatasetError {
    .storage("\(path): the directory of the archive is damaged; copy it again")
  }
}

/// The 64-bit sizes in the extra field 1 of an entry; there is one, in order, for each size of 32 ones.
private struct WideSizes {
  private var values: [Int] = []

  init(_ extra: ArraySlice<UInt8>) {
    var rest = extra
    while rest.count >= 4 {
      let header = LittleEndianBytes(rest.prefix(4))
      let body = rest.dropFirst(4).prefix(header.integer(at: 2, bytes: 2))
      if header.integer(at: 0, bytes: 2) == 1 {
        let fields = LittleEndianBytes(body)
        values = stride(from: 0, to: fields.count - 7, by: 8).map { fields.integer(at: $0, bytes: 8) }
        return
      }
      rest = rest.dropFirst(4 + body.count)
    }
  }

  mutating func value(_ narrow: Int) -> Int? {
    guard narrow == 0xFFFF_FFFF else { return narrow }
    return values.isEmpty ? nil : values.removeFirst()
  }
}
