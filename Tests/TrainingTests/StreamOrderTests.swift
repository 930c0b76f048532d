import Testing

@testable import Training

/// The order in which a streamed set is passed over.
@Suite struct StreamOrderTests {
  private let order = StreamOrder(
    blocks: (0..<20).map { 10 * $0..<10 * $0 + ($0 == 19 ? 7 : 10) }, blocksPerPool: 6, batchSize: 16, seed: 3)

  /// The structures of each step of an epoch, as places in the whole set.
  private func steps(ofEpoch epoch: Int) -> [[Int]] {
    order.pools(ofEpoch: epoch).enumerated().flatMap { index, blocks in
      let members = blocks.flatMap { Array($0) }
      return order.steps(ofEpoch: epoch, pool: index, count: members.count).map { $0.map { members[$0] } }
    }
  }

  @Test func everyStructureIsMetOnceAnEpoch() {
    for epoch in 1...3 {
      #expect(steps(ofEpoch: epoch).flatMap { $0 }.sorted() == Array(0..<197))
      #expect(steps(ofEpoch: epoch).count == order.stepCount(ofEpoch: epoch))
      #expect(steps(ofEpoch: epoch).allSatisfy { (1...16).contains($0.count) })
    }
  }

  @Test func theOrderIsAFunctionOfSeedAndEpoch() {
    #expect(steps(ofEpoch: 2) == steps(ofEpoch: 2))
    #expect(steps(ofEpoch: 1) != steps(ofEpoch: 2))
    var other = order
    other = StreamOrder(blocks: order.blocks, blocksPerPool: 6, batchSize: 16, seed: 4)
    #expect(other.pools(ofEpoch: 1) != order.pools(ofEpoch: 1))
  }

  @Test func aStepMixesBlocks() {
    // A full step of 16 from a pool of six shuffled blocks meets at least three of them: the chance of two
    // or fewer is below 15 · (20/60)¹⁶ < 10⁻⁶.
    // The fourth pool has but two blocks; before it there are three of four steps each.
    for step in steps(ofEpoch: 1).prefix(3 * 4) where step.count == 16 {
      #expect(Set(step.map { $0 / 10 }).count >= 3)
    }
  }
}
