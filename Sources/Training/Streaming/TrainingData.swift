internal import Atomistics

/// What a fit learns from, one step after another.
protocol TrainingData {
  /// The number of steps of an epoch.
  func stepCount(ofEpoch epoch: Int) -> Int

  /// Calls a body with the structures of each step of an epoch, as places in a set, until it returns `false`.
  ///
  /// The structures of a step are a function of the seed and the epoch alone.
  func forEachStep(ofEpoch epoch: Int, _ body: (TrainingSet, [Int]) throws -> Bool) throws
}

/// A set in memory, shuffled as a whole.
struct ResidentData: TrainingData {
  let set: TrainingSet
  let batchSize: Int
  let seed: UInt64

  func stepCount(ofEpoch epoch: Int) -> Int { (set.count + batchSize - 1) / batchSize }

  func forEachStep(ofEpoch epoch: Int, _ body: (TrainingSet, [Int]) throws -> Bool) throws {
    var generator = RandomGenerator(seed: seed, stream: UInt64(epoch))
    let order = (0..<set.count).shuffled(using: &generator)
    for batch in order.batches(of: batchSize) where try !body(set, batch) { return }
  }
}

extension [Int] {
  /// The elements in order, some at a time.
  func batches(of size: Int) -> [[Int]] {
    stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
  }
}
