/// A dataset of something without a unit, with one value for each frame or one for all.
struct PlainColumn: Sendable {
  let dataset: any StoredArray
  /// Whether the first axis is that of the frames; if not, the one value belongs to all frames.
  let hasFrameAxis: Bool

  /// Truth values of rows, stored as such or as numbers.
  func booleans(_ rows: Range<Int>) throws -> [Bool] {
    try values(rows) { rows in
      dataset.isFloatingPoint
        ? try dataset.numbers(rows: rows).map { $0 != 0 }
        : try dataset.integers(rows: rows).map { $0 != 0 }
    }
  }

  /// Texts of rows, stored as such or as places in a list of labels; `nil` for anything else.
  func texts(_ rows: Range<Int>) throws -> [String]? {
    if dataset.isText { return try values(rows) { try dataset.texts(rows: $0) } }
    guard let labels = try dataset.labels() else { return nil }
    return try values(rows) { try dataset.integers(rows: $0) }
      .map { labels.indices.contains($0) ? labels[$0] : "" }
  }

  /// Numbers of rows.
  func numbers(_ rows: Range<Int>) throws -> [Double] {
    try values(rows) { try dataset.numbers(rows: $0) }
  }

  private func values<Value>(_ rows: Range<Int>, _ read: (Range<Int>?) throws -> [Value]) throws -> [Value] {
    guard !hasFrameAxis else { return try read(rows) }
    let shared = try read(nil)
    return (0..<rows.count).flatMap { _ in shared }
  }
}
