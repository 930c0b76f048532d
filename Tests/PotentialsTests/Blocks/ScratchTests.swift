import Testing

@testable import Potentials

struct ScratchTests {
  @Test func piecesDoNotOverlapAndAreAligned() {
    // Some fill a page together, the last ones have memory of their own.
    let capacities = (1...400).map { 37 * $0 } + [300_000, 1_000_000]
    let pieces = capacities.map { Scratch<SIMD4<Double>>(capacity: $0) }
    for (index, piece) in pieces.enumerated() {
      #expect(UInt(bitPattern: piece.base) % 128 == 0)
      piece.fill(capacities[index], with: SIMD4(repeating: Double(index)))
    }
    for (index, piece) in pieces.enumerated() {
      let values = UnsafeBufferPointer(start: piece.base, count: capacities[index])
      #expect(values.allSatisfy { $0 == SIMD4(repeating: Double(index)) })
    }
  }

  @Test func growingKeepsWhatOthersHave() {
    let (first, second) = (Scratch<Int>(capacity: 10), Scratch<Int>(capacity: 10))
    first.fill(10, with: 1)
    second.fill(10, with: 2)
    first.fill(100_000, with: 3)
    #expect((0..<10).allSatisfy { second.base[$0] == 2 })
    #expect((0..<100_000).allSatisfy { first.base[$0] == 3 })
    #expect(first.capacity >= 100_000)
  }
}
