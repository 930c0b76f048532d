import Atomistics
import Testing

@Suite struct NeighborListTests {
  @Test(arguments: [
    [true, true, true], [true, true, false], [false, true, true], [true, false, true],
    [true, false, false], [false, true, false], [false, false, true], [false, false, false],
  ])
  func agreesWithBruteForce(periodicity: [Bool]) throws {
    var generator = TestGenerator(seed: 11)
    // Cells from a third of the cutoff to four cutoffs, a few of them strongly skewed.
    for (count, edge) in [(1, 1.7), (3, 2.5), (7, 4.0), (20, 6.0), (90, 9.0), (300, 16.0)] {
      let cell = generator.cell(edge: edge, periodicity: periodicity)
      let configuration = generator.configuration(count: count, in: cell, spread: 2.5)
      let list = try NeighborList(of: configuration, cutoff: 4)
      #expect(pairs(of: list) == bruteForcePairs(of: configuration, cutoff: 4))
    }
  }

  @Test(arguments: [1, 2, 5, 30, 63, 64, 65, 400])
  func findsThePairsOfClusters(count: Int) throws {
    var generator = TestGenerator(seed: 5)
    var configuration = generator.configuration(
      count: count, in: generator.cell(edge: 12, periodicity: [false, false, false]), spread: 1)
    configuration.cell = nil
    let list = try NeighborList(of: configuration, cutoff: 3)
    #expect(list.count == count)
    #expect(pairs(of: list) == bruteForcePairs(of: configuration, cutoff: 3))
  }

  @Test func pairVectorsAreShorterThanTheCutoffAndOpposite() throws {
    var generator = TestGenerator(seed: 3)
    let cell = generator.cell(edge: 5, periodicity: [true, true, true])
    let configuration = generator.configuration(count: 40, in: cell, spread: 3)
    let list = try NeighborList(of: configuration, cutoff: 4.5)
    let vectors = list.vectors(in: configuration)
    #expect(vectors.allSatisfy { $0.norm < 4.5 })
    // Each i → j (S) has its j → i (−S), so the vectors of the whole list cancel.
    let sum = vectors.reduce(.zero, +)
    #expect(sum.norm < 1e-9)
    let all = Set(pairs(of: list))
    #expect(all.count == list.neighbors.count)
    for pair in all { #expect(all.contains(pair.reversed)) }
  }

  @Test func wrappingAtomsChangesOnlyTheShifts() throws {
    var generator = TestGenerator(seed: 8)
    let cell = generator.cell(edge: 7, periodicity: [true, true, true])
    let configuration = generator.configuration(count: 50, in: cell, spread: 1)
    var moved = configuration
    let cells = (0..<50).map { SIMD3<Double>(SIMD3<Int>($0 % 5 - 2, $0 % 3, -$0)) }
    for atom in 0..<50 { moved.positions[atom] += cells[atom] * cell.vectors }
    let first = try NeighborList(of: configuration, cutoff: 5)
    let second = try NeighborList(of: moved, cutoff: 5)
    let expected = pairs(of: first).map { pair in
      let change = cells[pair.first] - cells[pair.second]
      return Pair(
        first: pair.first, second: pair.second, shift: pair.shift &+ SIMD3<Int32>(change))
    }
    #expect(pairs(of: second) == expected.sorted())
  }

  @Test func countsOfTheDiamondLatticeAreThoseOfItsShells() throws {
    // Silicon: 4 neighbors at 2.35 Å, 12 at 3.84 Å, 12 at 4.50 Å, 6 at 5.43 Å.
    for repeats in [1, 2, 5, 12] {
      let crystal = diamond(latticeConstant: 5.431, repeats: repeats)
      for (cutoff, expected) in [(1.0, 0), (3.0, 4), (4.0, 16), (5.0, 28), (5.5, 34)] {
        let list = try NeighborList(of: crystal, cutoff: cutoff)
        let counts = Set((0..<list.count).map { list.pairs(of: $0).count })
        #expect(counts == [expected], "cutoff \(cutoff), \(repeats) cells")
      }
    }
  }

  @Test func findsTheImagesOfOneAtomInATinyCell() throws {
    let element = try #require(Element(symbol: "Cu"))
    let cell = Cell(Matrix3([1, 0, 0], [0, 1, 0], [0, 0, 1]))
    let atom = Configuration(elements: [element], positions: [[0.3, 7.2, -4.9]], cell: cell)
    // Lattice points within a sphere of radius 2.3 other than the center: 56 (6+12+8+6+24).
    let list = try NeighborList(of: atom, cutoff: 2.3)
    #expect(list.neighbors.count == 56)
    #expect(list.shifts.allSatisfy { $0 != .zero })
  }

  @Test func listsAtomsOnTopOfEachOther() throws {
    let element = try #require(Element(symbol: "H"))
    let pair = Configuration(elements: [element, element], positions: [.zero, .zero])
    #expect(try NeighborList(of: pair, cutoff: 1).neighbors == [1, 0])
  }

  @Test func atomsFarApartNeedNoMemoryInBetween() throws {
    let element = try #require(Element(symbol: "H"))
    let positions = (0..<200).map { SIMD3<Double>(1e6 * Double($0 / 2) + Double($0 % 2), 0, 0) }
    let chain = Configuration(
      elements: Array(repeating: element, count: 200), positions: positions)
    let list = try NeighborList(of: chain, cutoff: 3)
    #expect(list.neighbors == (0..<200).map { Int32($0 ^ 1) })
  }

  @Test func anEmptyConfigurationHasNoPairs() throws {
    let list = try NeighborList(of: Configuration(elements: [], positions: []), cutoff: 3)
    #expect(list == NeighborList())
  }

  @Test func aVectorOfADirectionThatDoesNotRepeatMayBeZero() throws {
    let element = try #require(Element(symbol: "C"))
    let slab = Cell(Matrix3([3, 0, 0], [1, 4, 0], .zero), periodicity: [true, true, false])
    let atoms = Configuration(
      elements: [element, element], positions: [[0, 0, 0], [0, 0, 2]], cell: slab)
    let list = try NeighborList(of: atoms, cutoff: 3.1)
    #expect(pairs(of: list) == bruteForcePairs(of: atoms, cutoff: 3.1))
    // The other atom at 2 Å and two images at 3 Å; images of the other atom begin at 3.6 Å.
    #expect(list.neighbors.count == 6)
  }

  @Test func degenerateCellsAndPositionsThrow() throws {
    let element = try #require(Element(symbol: "C"))
    func list(_ cell: Cell?, _ position: SIMD3<Double> = .zero) throws {
      _ = try NeighborList(
        of: Configuration(elements: [element], positions: [position], cell: cell), cutoff: 5)
    }
    let flat = Cell(Matrix3([1, 0, 0], [0, 1, 0], [1, 1, 0]))
    #expect(throws: AtomisticsError.degenerateCell(flat)) { try list(flat) }
    let zero = Cell(Matrix3.zero, periodicity: [false, true, false])
    #expect(throws: AtomisticsError.degenerateCell(zero)) { try list(zero) }
    let parallel = Cell(
      Matrix3([1, 2, 3], [2, 4, 6], [0, 0, 1]), periodicity: [true, true, false])
    #expect(throws: AtomisticsError.degenerateCell(parallel)) { try list(parallel) }
    let broken = Cell(Matrix3([.nan, 0, 0], [0, 1, 0], [0, 0, 1]))
    #expect(throws: AtomisticsError.self) { try list(broken) }
    let thin = Cell(Matrix3([8, 0, 0], [0, 8, 0], [0, 0, 0.0078125]))
    #expect(throws: AtomisticsError.cellTooThin(direction: 2, height: 0.0078125, cutoff: 5)) {
      try list(thin)
    }
    for position: SIMD3<Double> in [[.nan, 0, 0], [0, .infinity, 0], [0, 0, 1e300]] {
      #expect(throws: AtomisticsError.positionOutOfRange(atom: 0)) { try list(nil, position) }
    }
  }
}
