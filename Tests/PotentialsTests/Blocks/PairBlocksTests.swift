import Atomistics
import Potentials
import Testing

@Suite("Atoms and pairs in lane order")
struct PairBlocksTests {
  private static let cutoff = 3.0

  private func sample() throws -> (Configuration, NeighborGraph<Double>) {
    let potential = try DensityPotential(
      hyperparameters: DensityHyperparameters(cutoff: Self.cutoff),
      elements: ["C", "H", "O"].compactMap(Element.init(symbol:)), referenceEnergies: [0, 0, 0])
    // 37 atoms of two of the three elements, in more than one block each; surface atoms have few neighbors.
    let configuration = Samples.configuration(
      ["C", "O", "C"], count: 37, edge: 8, periodic: false, seed: 3)
    return (configuration, try potential.graph(of: configuration))
  }

  private struct Pair: Hashable {
    var first: Int32
    var second: Int32
    var vector: SIMD3<Double>
  }

  @Test("every atom stands in one lane and every pair in one slot")
  func completeness() throws {
    let (configuration, graph) = try sample()
    let pairs = PairBlocks<SIMD8<Double>>(cutoff: Self.cutoff)
    pairs.assemble(
      (0..<37).map { PairBlocks<SIMD8<Double>>.Entry(graph: 0, atom: $0, siteOffset: 0) },
      graphs: [graph], siteCount: 37)
    var centers: [Int32] = []
    var found: [Pair] = []
    var nextSlot = 0
    for (index, block) in pairs.blocks.enumerated() {
      #expect(block.slots.lowerBound == nextSlot && block.slots.count.isMultiple(of: 4))
      nextSlot = block.slots.upperBound
      var groupSlot = block.slots.lowerBound
      for lane in 0..<8 {
        let center = pairs.centers.base[8 * index + lane]
        guard center != 37 else { continue }
        centers.append(center)
        #expect(graph.elements[Int(center)] == Int32(block.element))
      }
      for group in pairs.groups[block.groups] {
        #expect(group.slots.lowerBound == groupSlot)
        groupSlot = group.slots.upperBound
        for slot in group.slots {
          for lane in 0..<8 {
            let neighbor = pairs.neighbors.base[8 * slot + lane]
            let vector = SIMD3(
              pairs.vectors.base[3 * slot][lane], pairs.vectors.base[3 * slot + 1][lane],
              pairs.vectors.base[3 * slot + 2][lane])
            guard neighbor != 37 else {
              // Padding stands beyond the cutoff, where everything is zero.
              #expect(vector.norm > Self.cutoff && vector.norm < 1.1 * Self.cutoff)
              continue
            }
            #expect(graph.elements[Int(neighbor)] == Int32(group.element))
            found.append(
              Pair(first: pairs.centers.base[8 * index + lane], second: neighbor, vector: vector))
          }
        }
      }
      #expect(groupSlot == block.slots.upperBound)
    }
    #expect(nextSlot == pairs.slotCount && centers.sorted() == Array(0..<37))
    #expect(pairs.blocks.count == 2 + 4, "12 oxygens and 25 carbons in lanes of 8")
    let list = try NeighborList(of: configuration, cutoff: Self.cutoff)
    let vectors = list.vectors(in: configuration)
    let expected = (0..<37).flatMap { atom in
      list.pairs(of: atom).map {
        Pair(first: Int32(atom), second: list.neighbors[$0], vector: vectors[$0])
      }
    }
    #expect(found.count == expected.count && Set(found) == Set(expected))
    #expect(Set((0..<37).map { list.pairs(of: $0).count }).count > 3, "lanes need padding")
  }

  @Test("atoms without neighbors have a block without slots")
  func isolated() throws {
    let potential = try DensityPotential(
      hyperparameters: DensityHyperparameters(cutoff: Self.cutoff),
      elements: [try #require(Element(symbol: "He"))], referenceEnergies: [0])
    let far = Configuration(
      elements: [potential.elements[0], potential.elements[0]], positions: [.zero, [100, 0, 0]])
    let graph: NeighborGraph<Float> = try potential.graph(of: far)
    let pairs = PairBlocks<SIMD16<Float>>(cutoff: Self.cutoff)
    pairs.assemble(
      (0..<2).map { PairBlocks<SIMD16<Float>>.Entry(graph: 0, atom: $0, siteOffset: 0) },
      graphs: [graph], siteCount: 2)
    #expect(pairs.blocks.count == 1 && pairs.slotCount == 0 && pairs.blocks[0].groups.isEmpty)
  }

  @Test("a large batch equals the reference in every lane")
  func largeBatch() throws {
    let subject = Subject.density[2]
    let structures = (0..<9).map {
      Samples.configuration(["H", "C", "H"], count: 3 + $0, edge: 5, periodic: $0 % 2 == 0, seed: UInt64($0))
    }
    let evaluation = try subject.potential.evaluate(structures)
    for (structure, energy) in zip(structures, evaluation.energies) {
      let plain = try DensityReference(subject.potential).energy(of: structure)
      #expect(abs(energy - plain) < 1e-11 * max(1, abs(plain)))
    }
  }
}
