import Atomistics
import Testing

@Suite struct StructureComparisonTests {
  private var molecule: Configuration {
    Configuration(
      elements: [6, 8, 1, 1, 1, 1].compactMap(Element.init(atomicNumber:)),
      positions: [
        [0, 0, 0], [1.42, 0, 0], [-0.36, 1.03, 0.1], [-0.36, -0.51, 0.89], [-0.4, -0.51, -0.89], [1.73, 0.91, 0],
      ])
  }

  /// Turned by a quarter, mirrored, shifted and renumbered.
  private func disguised(_ configuration: Configuration) -> Configuration {
    var copy = configuration
    let order = Array(configuration.elements.indices.reversed())
    copy.elements = order.map { configuration.elements[$0] }
    copy.positions = order.map { index in
      let r = configuration.positions[index]
      return SIMD3(-r.y, r.x, -r.z) + [3, 4, 5]
    }
    copy.cell = configuration.cell.map { cell in
      let rows = (0..<3).map { SIMD3(-cell.vectors[$0].y, cell.vectors[$0].x, -cell.vectors[$0].z) }
      return Cell(Matrix3(rows[0], rows[1], rows[2]))
    }
    return copy
  }

  private var crystal: Configuration {
    var generator = TestGenerator(seed: 5)
    var crystal = diamond(latticeConstant: 5.43, repeats: 1)
    crystal.positions = crystal.positions.map { $0 + generator.vector(-0.2...0.2) }
    return crystal
  }

  @Test func disguisesAreSeenThrough() throws {
    for original in [molecule, crystal] {
      let copy = disguised(original)
      let difference = StructureSketch.values(of: original) - StructureSketch.values(of: copy)
      // Rounding of sums of some hundred terms.
      #expect((difference * difference).sum().squareRoot() < 1e-12)
      let match = EnvironmentMatch(copy).difference(from: EnvironmentMatch(original), limit: 0.01)
      #expect(try #require(match) < 1e-12)
    }
  }

  /// One atom moved by 0.005 Å changes some distance by nearly that, and no distance by more.
  @Test func smallDisplacementsAreMeasured() throws {
    for original in [molecule, crystal] {
      var moved = disguised(original)
      moved.positions[0].x += 0.005
      let match = EnvironmentMatch(moved).difference(from: EnvironmentMatch(original), limit: 0.01)
      #expect((0.003...0.005 + 1e-12).contains(try #require(match)))
      #expect(EnvironmentMatch(moved).difference(from: EnvironmentMatch(original), limit: 0.001) == nil)
      let difference = StructureSketch.values(of: original) - StructureSketch.values(of: moved)
      #expect((difference * difference).sum().squareRoot() > 1e-5)
    }
  }

  @Test func otherElementsAreOtherStructures() throws {
    var other = molecule
    other.elements.swapAt(0, 1)
    #expect(EnvironmentMatch(other).difference(from: EnvironmentMatch(molecule), limit: 0.01) == nil)
    let difference = StructureSketch.values(of: other) - StructureSketch.values(of: molecule)
    #expect((difference * difference).sum().squareRoot() > 1e-3)
  }
}
