import Atomistics
import HDF5
import Synchronization

/// The frames of an HDF5 file, whatever its layout: parts that are opened when they are needed.
///
/// A part costs its path in memory, so that files with a million groups can be opened. The parts that were
/// read last stay open, with libhdf5's caches of their chunks.
final class HDF5FrameSource: FrameSource {
  let layout: String
  let count: Int
  let groups: [FrameRange]
  let isolatedAtomEnergies: [Element: Double]
  let attributes: [String: String]
  let conventions: [UnitConvention]
  let notes: [String]

  private let parts: [HDF5Part]
  /// The number of frames before each part, and at the end all.
  private let offsets: [Int]
  private let open: @Sendable (HDF5Part) throws -> any FrameRows
  private let fileName: String
  private let opened = Mutex<[Int: any FrameRows]>([:])

  /// How many parts stay open.
  private static let openLimit = 64
  /// How many parts are checked when a file is opened; the others are when they are read.
  private static let checkLimit = 256
  /// More frames than any file has, and few enough that sums over parts stay below 2⁶³.
  private static let greatestFrameCount = 1 << 40

  /// Takes what a layout found, and checks the shapes and units of the first parts.
  init(
    _ contents: HDF5Contents, layout: String, attributes: [String: String], fileName: String
  ) throws {
    self.layout = layout
    self.attributes = attributes
    self.fileName = fileName
    isolatedAtomEnergies = contents.isolatedAtomEnergies
    notes = contents.notes
    open = contents.open
    parts = contents.parts.filter { $0.frameCount > 0 }
    if let part = parts.first(where: { $0.frameCount > HDF5FrameSource.greatestFrameCount }) {
      throw DatasetError.storage("\(fileName): \(part.path) claims \(part.frameCount) frames; the file is damaged")
    }
    offsets = parts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.frameCount) }
    count = offsets[parts.count]
    groups = zip(parts, offsets).reduce(into: []) { groups, entry in
      let end = entry.1 + entry.0.frameCount
      if let last = groups.last, last.name == entry.0.group {
        groups[groups.count - 1].frames = last.frames.lowerBound..<end
      } else {
        groups.append(FrameRange(name: entry.0.group, frames: entry.1..<end))
      }
    }
    conventions = try parts.prefix(HDF5FrameSource.checkLimit).reduce(into: []) {
      $0.merge(try contents.open($1).conventions)
    }
  }

  func frameResults(_ range: Range<Int>) throws -> [Result<LabeledConfiguration, DatasetError>] {
    var results: [Result<LabeledConfiguration, DatasetError>] = []
    results.reserveCapacity(range.count)
    try forEachPart(range) { part, rows, local in
      let places = part.isSingle ? "\(fileName):\(part.path)" : "\(fileName):\(part.path)["
      results += try rows.block(local).frames { part.isSingle ? places : "\(places)\(local.lowerBound + $0)]" }
    }
    return results
  }

  func counts(_ range: Range<Int>) throws -> FrameCounts {
    var counts = FrameCounts()
    try forEachPart(range) { part, rows, local in
      counts += try rows.counts(local) { place(part, $0) }
    }
    return counts
  }

  private func place(_ part: HDF5Part, _ row: Int) -> String {
    part.isSingle ? "\(fileName):\(part.path)" : "\(fileName):\(part.path)[\(row)]"
  }

  /// Calls a body for each part that a range of frames touches, with the rows of it.
  private func forEachPart(
    _ range: Range<Int>, _ body: (HDF5Part, any FrameRows, Range<Int>) throws -> Void
  ) throws {
    var index = offsets.partitioningIndex { $0 > range.lowerBound } - 1
    while index < parts.count, offsets[index] < range.upperBound, !range.isEmpty {
      let start = offsets[index]
      let rows = range.clamped(to: start..<offsets[index + 1])
      try body(
        parts[index], try opened(index), rows.lowerBound - start..<rows.upperBound - start)
      index += 1
    }
  }

  private func opened(_ index: Int) throws -> any FrameRows {
    if let known = opened.withLock({ $0[index] }) { return known }
    let rows = try open(parts[index])
    guard rows.frameCount == parts[index].frameCount else {
      throw DatasetError.storage(
        "\(fileName): \(parts[index].path) has \(rows.frameCount) frames where "
          + "\(parts[index].frameCount) are expected in this layout")
    }
    opened.withLock { table in
      if table.count >= HDF5FrameSource.openLimit { table.removeAll() }
      table[index] = rows
    }
    return rows
  }
}
