/// A dataset with one value of a quantity for each frame, or one for all.
struct FrameColumn: Sendable {
  let dataset: any StoredArray
  let convention: UnitConvention
  /// The value of its unit in eV and Å; negative for gradients, which are turned into forces.
  let factor: Double
  /// The length of each axis of one value, for example `[9, 3]`.
  let form: [Int]
  /// Whether the first axis is that of the frames; if not, the one value belongs to all frames.
  let hasFrameAxis: Bool

  /// Reads the values of rows in eV and Å.
  func read(_ rows: Range<Int>) throws -> [Double] {
    guard !rows.isEmpty else { return [] }
    guard hasFrameAxis else {
      let value = try dataset.numbers(rows: nil)
      return (0..<rows.count).flatMap { _ in value }.scaled(by: factor)
    }
    return try dataset.numbers(rows: rows).scaled(by: factor)
  }

  /// The first number of the value of each row, to tell whether it is there.
  func readFirst(_ rows: Range<Int>) throws -> [Double] {
    guard hasFrameAxis else {
      let first = try dataset.firstNumbers(rows: form.isEmpty ? nil : 0..<1)
      return Array(repeating: first.first ?? .nan, count: rows.count)
    }
    return try dataset.firstNumbers(rows: rows)
  }
}

extension [Double] {
  fileprivate func scaled(by factor: Double) -> [Double] {
    factor == 1 ? self : map { $0 * factor }
  }
}
