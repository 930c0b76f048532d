internal import Atomistics

/// The order in which a set that does not fit in memory is passed over.
///
/// Every epoch puts the blocks in a new random order, joins some of them at a time into a pool that fits in
/// memory, and shuffles the structures of the pool. The more blocks a pool has, the closer this is to
/// shuffling the whole set; pools are therefore of equal numbers of blocks, and none is left with a few. It is a
/// function of the seed and the epoch alone.
struct StreamOrder: Sendable {
  let blocks: [Range<Int>]
  let blocksPerPool: Int
  let batchSize: Int
  let seed: UInt64

  /// The blocks of each pool of an epoch.
  func pools(ofEpoch epoch: Int) -> [[Range<Int>]] {
    var generator = RandomGenerator(seed: seed, stream: UInt64(epoch))
    let order = blocks.shuffled(using: &generator)
    let poolCount = (order.count + blocksPerPool - 1) / blocksPerPool
    return (0..<poolCount).map {
      Array(order[$0 * order.count / poolCount..<($0 + 1) * order.count / poolCount])
    }
  }

  /// The structures of each step on a pool, as places in the pool.
  func steps(ofEpoch epoch: Int, pool: Int, count: Int) -> [[Int]] {
    // Epochs take the streams from 1 on; those of pools lie far beyond.
    var generator = RandomGenerator(seed: seed, stream: 1 << 60 | UInt64(epoch) << 24 | UInt64(pool))
    return (0..<count).shuffled(using: &generator).batches(of: batchSize)
  }

  /// The number of steps of an epoch; it differs a little where blocks have different lengths.
  func stepCount(ofEpoch epoch: Int) -> Int {
    pools(ofEpoch: epoch).reduce(0) { total, pool in
      total + (pool.reduce(0) { $0 + $1.count } + batchSize - 1) / batchSize
    }
  }
}
