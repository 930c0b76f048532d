import Atomistics

/// Frames of one size that lie together in a file, opened: rows of them are read as a ``FrameBlock``.
protocol FrameRows: Sendable {
  /// The number of frames.
  var frameCount: Int { get }

  /// The units of its quantities.
  var conventions: [UnitConvention] { get }

  /// Reads rows; memory for those rows only.
  func block(_ rows: Range<Int>) throws -> FrameBlock

  /// Counts what is in rows.
  ///
  /// - Parameter place: Where the frame of a row is, for messages.
  func counts(_ rows: Range<Int>, place: (Int) -> String) throws -> FrameCounts
}

extension FrameRows {
  /// Counts by reading the rows, 256 at a time.
  func counts(_ rows: Range<Int>, place: (Int) -> String) throws -> FrameCounts {
    var counts = FrameCounts()
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: 256) {
      let part = start..<min(start + 256, rows.upperBound)
      let block = try block(part)
      for row in part { counts.add(try block.frame(row - start, place: place(row))) }
    }
    return counts
  }
}
