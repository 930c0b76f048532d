import Atomistics

extension DatasetFile {
  /// Goes through all frames once in bounded memory, those that cannot be used included.
  ///
  /// The number of frames read at a time follows the size of the frames: about 32 MB of numbers.
  ///
  /// - Parameter body: Gets each frame, or why it cannot be used, and its place in the file.
  /// - Throws: `DatasetError.storage` when the file cannot be read to its end; what `body` throws.
  func forEachFrame(
    _ body: (Int, Result<LabeledConfiguration, DatasetError>) throws -> Void
  ) throws {
    var (position, size) = (0, 8)
    while position < count {
      let range = position..<min(position + size, count)
      let results = try frameResults(range)
      for (index, result) in zip(range, results) { try body(index, result) }
      position = range.upperBound
      let largest = results.reduce(1) { max($0, (try? $1.get())?.numberCount ?? 1) }
      size = min(max(4_000_000 / largest, 1), 256)
    }
  }
}

extension LabeledConfiguration {
  /// How many floating-point numbers it holds, more or less.
  fileprivate var numberCount: Int { 6 * configuration.count + (labels.hessian?.count ?? 0) }
}
