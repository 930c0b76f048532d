import Atomistics
import Testing

@Suite struct VerletListTests {
  /// Every pair within the cutoff is listed while atoms and cells move, and the list is kept for long.
  @Test func missesNoPairWhileAtomsAndCellsMove() throws {
    var generator = TestGenerator(seed: 21)
    let (cutoff, skin) = (3.5, 0.8)
    var structures = [
      generator.configuration(
        count: 30, in: generator.cell(edge: 7, periodicity: [true, true, true]), spread: 1.5),
      generator.configuration(
        count: 12, in: generator.cell(edge: 5, periodicity: [true, false, true]), spread: 1),
    ]
    structures.append(Configuration(elements: [], positions: []))
    var cluster = structures[1]
    cluster.cell = nil
    structures.append(cluster)
    var verlet = try VerletList(of: structures, cutoff: cutoff, skin: skin)
    let steps = 40
    for step in 1...steps {
      for index in structures.indices {
        // A random walk of 0.03 Å a step, and 0.2 % of strain a step for the first structure.
        for atom in structures[index].positions.indices {
          structures[index].positions[atom] += generator.vector(-0.03...0.03)
        }
        if index == 0, step % 4 == 0 {
          let row = generator.vector(-0.002...0.002)
          structures[index] = structures[index].strained(by: Matrix3(outer: row / row.norm, row))
        }
      }
      try verlet.update(positions: structures.flatMap(\.positions), cells: structures.map(\.cell))
      for (index, structure) in structures.enumerated() {
        #expect(
          listed(in: verlet, structure: index, structure, within: cutoff)
            == bruteForcePairs(of: structure, cutoff: cutoff))
      }
    }
    #expect(verlet.buildCount > 1 && verlet.buildCount < steps / 2)
  }

  @Test func isRebuiltWhenAnAtomMovesByHalfTheSkin() throws {
    let crystal = diamond(latticeConstant: 5.431, repeats: 2)
    var verlet = try VerletList(of: [crystal], cutoff: 4, skin: 1)
    var positions = crystal.positions
    positions[17] += [0, 0.49, 0]
    #expect(try verlet.update(positions: positions) == false)
    positions[17] += [0, 0.02, 0]
    #expect(try verlet.update(positions: positions))
    #expect(try verlet.update(positions: positions) == false)
  }

  @Test func withoutASkinEveryUpdateBuilds() throws {
    let crystal = diamond(latticeConstant: 5.431, repeats: 1)
    var verlet = try VerletList(of: [crystal], cutoff: 5, skin: 0)
    #expect(try verlet.update(positions: crystal.positions))
    #expect(verlet.buildCount == 2)
    #expect(verlet.list == (try NeighborList(of: crystal, cutoff: 5)))
  }

  @Test func smallStrainKeepsTheListAndLargeStrainDoesNot() throws {
    let crystal = diamond(latticeConstant: 5.431, repeats: 2)
    var verlet = try VerletList(of: [crystal], cutoff: 4, skin: 1)
    // (4 + 1) Å · 0.19 < 1 Å: atoms that follow the cell use up none of the skin themselves.
    let small = crystal.strained(by: Matrix3([0.19, 0, 0], .zero, .zero))
    #expect(try verlet.update(positions: small.positions, cells: [small.cell]) == false)
    let large = crystal.strained(by: Matrix3([0.21, 0, 0], .zero, .zero))
    #expect(try verlet.update(positions: large.positions, cells: [large.cell]))
  }

  @Test func aPositionThatIsNotFiniteIsReportedAndTheListRecovers() throws {
    let crystal = diamond(latticeConstant: 5.431, repeats: 1)
    var verlet = try VerletList(of: [crystal, crystal], cutoff: 4, skin: 1)
    var broken = crystal.positions
    broken[3].y = .nan
    #expect(throws: AtomisticsError.positionOutOfRange(atom: 3)) {
      try verlet.update(positions: crystal.positions + broken)
    }
    #expect(try verlet.update(positions: crystal.positions + crystal.positions))
    #expect(verlet.list.neighbors.count == 2 * 8 * 28)
  }

  /// The pairs of one structure within a distance, numbered from its first atom.
  private func listed(
    in verlet: VerletList, structure: Int, _ configuration: Configuration, within cutoff: Double
  ) -> [Pair] {
    let atoms = verlet.atoms(of: structure)
    let vectors = configuration.cell?.vectors ?? .zero
    return atoms.flatMap { i in
      verlet.list.pairs(of: i).compactMap { p in
        let j = Int(verlet.list.neighbors[p]) - atoms.lowerBound
        let shift = verlet.list.shifts[p]
        let vector =
          configuration.positions[j] + SIMD3<Double>(shift) * vectors
          - configuration.positions[i - atoms.lowerBound]
        guard vector.dot(vector) < cutoff * cutoff else { return nil }
        return Pair(first: i - atoms.lowerBound, second: j, shift: shift)
      }
    }.sorted()
  }
}
