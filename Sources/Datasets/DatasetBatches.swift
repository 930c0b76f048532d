public import Atomistics

/// Goes through the frames of a file, holding only one batch in memory.
public struct DatasetBatches: Sendable {
  private let file: DatasetFile
  private let size: Int
  private var position = 0

  init(_ file: DatasetFile, size: Int) {
    self.file = file
    self.size = max(size, 1)
  }

  /// The next frames in order, or `nil` after the last ones.
  ///
  /// - Throws: As `DatasetFile.frames`.
  public mutating func next() throws(DatasetError) -> [LabeledConfiguration]? {
    guard let range = advance() else { return nil }
    return try file.frames(range)
  }

  /// The range of the next batch.
  mutating func advance() -> Range<Int>? {
    guard position < file.count else { return nil }
    let range = position..<min(position + size, file.count)
    position = range.upperBound
    return range
  }
}

extension DatasetFile {
  /// The frames in batches of a size (at least 1), for files larger than memory.
  public func batches(of size: Int) -> DatasetBatches { DatasetBatches(self, size: size) }
}
