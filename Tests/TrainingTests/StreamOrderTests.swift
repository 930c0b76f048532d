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
    // Twenty blocks in pools of at most six are four pools of five. A full step of 16 from one of them meets at
    // least three blocks: the chance of two or fewer is below 10 · (20/50)¹⁶ < 10⁻⁵ a step.
    #expect(order.pools(ofEpoch: 1).map(\.count) == [5, 5, 5, 5])
    for step in steps(ofEpoch: 1) where step.count == 16 {
      #expect(Set(step.map { $0 / 10 }).count >= 3)
    }
  }
}
