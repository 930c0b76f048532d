/// Writes a ZIP archive of stored files, with 64-bit sizes as NumPy writes them.
struct ZipWriter {
  private let output: AtomicOutput
  private var directory: [UInt8] = []
  private var entryCount = 0

  init(_ output: AtomicOutput) { self.output = output }

  /// Adds a file; two passes over its bytes.
  mutating func add(_ name: String, _ contents: FileRegion) throws {
    let checksum = try contents.checksum()
    try begin(name, size: contents.count, checksum: checksum)
    try contents.forEachPiece { try output.write($0) }
  }

  /// Adds a small file.
  mutating func add(_ name: String, _ contents: [UInt8]) throws {
    try begin(name, size: contents.count, checksum: contents.checksum)
    try output.write(contents)
  }

  /// Writes the directory.
  func finish() throws {
    let start = output.count
    try output.write(directory)
    // The 64-bit end record, its locator, and the old end record whose fields are all ones.
    var end = bytes(0x0606_4B50, 4) + bytes(44, 8) + bytes(45, 2) + bytes(45, 2) + bytes(0, 4) + bytes(0, 4)
    end += bytes(entryCount, 8) + bytes(entryCount, 8) + bytes(directory.count, 8) + bytes(start, 8)
    end += bytes(0x0706_4B50, 4) + bytes(0, 4) + bytes(start + directory.count, 8) + bytes(1, 4)
    end += bytes(0x0605_4B50, 4) + bytes(0, 2) + bytes(0, 2) + bytes(0xFFFF, 2) + bytes(0xFFFF, 2)
    end += bytes(0xFFFF_FFFF, 4) + bytes(0xFFFF_FFFF, 4) + bytes(0, 2)
    try output.write(end)
  }

  /// Writes the header of a file and its entry in the directory.
  private mutating func begin(_ name: String, size: Int, checksum: UInt32) throws {
    let offset = output.count
    let label = Array(name.utf8)
    // Version 4.5, UTF-8 names, stored, 1980-01-01.
    let common = bytes(45, 2) + bytes(0x800, 2) + bytes(0, 2) + bytes(0, 2) + bytes(0x21, 2)
      + bytes(Int(checksum), 4) + bytes(0xFFFF_FFFF, 4) + bytes(0xFFFF_FFFF, 4) + bytes(label.count, 2)
    let sizes = bytes(size, 8) + bytes(size, 8)
    try output.write(
      bytes(0x0403_4B50, 4) + common + bytes(20, 2) + label + bytes(1, 2) + bytes(16, 2) + sizes)
    directory += bytes(0x0201_4B50, 4) + bytes(45, 2) + common + bytes(28, 2) + bytes(0, 2) + bytes(0, 2)
    directory += bytes(0, 2) + bytes(0, 4) + bytes(0xFFFF_FFFF, 4) + label
    directory += bytes(1, 2) + bytes(24, 2) + sizes + bytes(offset, 8)
    entryCount += 1
  }

  /// The lowest bytes of an integer, the lowest first.
  private func bytes(_ value: Int, _ count: Int) -> [UInt8] {
    (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * $0)) }
  }
}
