internal import Atomistics

/// A set that is read from its file during every epoch.
///
/// While the fit works on one pool, another thread reads the next one and finds its neighbors. Two pools are
/// in memory at a time.
struct StreamedData: TrainingData {
  private let stream: any StructureStream
  private let order: StreamOrder
  private let prepare: @Sendable ([LabeledConfiguration]) throws -> TrainingSet

  /// Measures a block to find out how many fit in memory.
  ///
  /// - Parameter prepare: Turns structures into what training works on.
  /// - Throws: What reading the first block throws.
  init(
    _ training: TrainingStream, batchSize: Int, seed: UInt64,
    prepare: @escaping @Sendable ([LabeledConfiguration]) throws -> TrainingSet
  ) throws {
    guard let first = training.blocks.first else { throw TrainingError.noStructures }
    let structures = try training.structures.structures(first)
    let sample = try prepare(structures)
    guard sample.hasLabels else { throw TrainingError.noLabels }
    // Beside two pools there are the structures of one block as they were read.
    let blockBytes = sample.byteCount + structures.reduce(0) { $0 + $1.byteCount }
    order = StreamOrder(
      blocks: training.blocks, blocksPerPool: max(1, training.memory / max(2 * blockBytes, 1)),
      batchSize: batchSize, seed: seed)
    stream = training.structures
    self.prepare = prepare
  }

  func stepCount(ofEpoch epoch: Int) -> Int { order.stepCount(ofEpoch: epoch) }

  func forEachStep(ofEpoch epoch: Int, _ body: (TrainingSet, [Int]) throws -> Bool) throws {
    let pools = order.pools(ofEpoch: epoch)
    var next = read(pools[0])
    for index in pools.indices {
      let set = try next.value()
      if index + 1 < pools.count { next = read(pools[index + 1]) }
      for step in order.steps(ofEpoch: epoch, pool: index, count: set.count)
      where try !body(set, step) { return }
    }
  }

  /// Begins to read a pool on another thread.
  private func read(_ blocks: [Range<Int>]) -> Prefetch<TrainingSet> {
    Prefetch { [stream, prepare] in
      // Block by block, so that structures as they were read are soon gone.
      try blocks.reduce(into: TrainingSet()) { set, block in
        set.append(try prepare(try stream.structures(block)))
      }
    }
  }
}
