internal import CZlib

/// The files in a ZIP archive, stored or deflated, as `numpy.savez` and `numpy.savez_compressed` write them.
///
/// PKWARE's APPNOTE 6.3 (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT), sections 4.3 and 4.5,
/// with the 64-bit extension; no encryption and no archives of several parts. Checksums are verified when a
/// file is opened.
struct ZipArchive: Sendable {
  /// A file of the archive, as the directory describes it.
  struct Entry: Sendable {
    let name: String
    let flags: Int
    let method: Int
    let checksum: UInt32
    let compressedSize: Int
    let size: Int
    let headerOffset: Int
  }

  let path: String
  let entries: [Entry]
  private let file: FileRegion

  /// Reads the directory at the end of an archive.
  ///
  /// - Throws: `DatasetError.storage` for what is no archive, or a damaged one.
  init(path: String) throws(DatasetError) {
    self.path = path
    file = try RandomAccessFile(path: path).all
    var directory = try ZipDirectory(file, path: path)
    var entries: [Entry] = []
    while let entry = try directory.next() { entries.append(entry) }
    self.entries = entries
  }

  /// Opens a file of the archive: a part of the archive where it is stored, else an inflated copy in a
  /// temporary file that no longer has a name.
  ///
  /// Cost: one pass over its bytes in bounded memory.
  ///
  /// - Throws: `DatasetError.storage`, naming the file.
  func open(_ entry: Entry) throws(DatasetError) -> FileRegion {
    let name = "\(path):\(entry.name)"
    guard entry.flags & 1 == 0 else { throw .storage("\(name): is encrypted; save the archive without") }
    guard let header = file.part(offset: entry.headerOffset, count: 30) else { throw damaged(name) }
    let fields = LittleEndianBytes(try header.bytes())
    guard fields.integer(at: 0, bytes: 4) == 0x0403_4B50,
      let data = file.part(
        offset: entry.headerOffset + 30 + fields.integer(at: 26, bytes: 2) + fields.integer(at: 28, bytes: 2),
        count: entry.compressedSize)
    else { throw damaged(name) }
    switch entry.method {
    case 0:
      guard entry.compressedSize == entry.size, try data.checksum() == entry.checksum else {
        throw damaged(name)
      }
      return data
    case 8:
      let inflated = try Inflation.unpack(data, size: entry.size, name: name)
      guard try inflated.checksum() == entry.checksum else { throw damaged(name) }
      return inflated
    default:
      throw .storage("\(name): compression method \(entry.method) is not known; use numpy.savez")
    }
  }

  private func damaged(_ name: String) -> DatasetError {
    .storage("\(name): the archive is damaged there; copy it again")
  }
}

extension FileRegion {
  /// The CRC-32 of all bytes.
  func checksum() throws(DatasetError) -> UInt32 {
    var sum = crc32(0, nil, 0)
    var start = 0
    while start < count {
      let bytes = try values(UInt8.self, at: start, count: min(1 << 20, count - start))
      sum = crc32(sum, bytes, UInt32(bytes.count))
      start += bytes.count
    }
    return UInt32(truncatingIfNeeded: sum)
  }
}

/// Unsigned integers in bytes, the lowest byte first.
struct LittleEndianBytes {
  private let bytes: ArraySlice<UInt8>

  init(_ bytes: some Collection<UInt8>) { self.bytes = ArraySlice(bytes) }

  var count: Int { bytes.count }

  /// The integer of 2, 4 or 8 bytes at an offset; one above 2⁶³ is clamped, and refused as a size.
  func integer(at offset: Int, bytes width: Int) -> Int {
    let start = bytes.startIndex + offset
    return Int(clamping: bytes[start..<start + width].reversed().reduce(0 as UInt64) { $0 << 8 | UInt64($1) })
  }
}

extension [UInt8] {
  /// The CRC-32 of all bytes.
  var checksum: UInt32 { UInt32(truncatingIfNeeded: crc32(0, self, UInt32(count))) }
}
