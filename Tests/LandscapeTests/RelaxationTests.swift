import Atomistics
import Landscape
import Potentials
import Testing

@Suite("Relaxation")
struct RelaxationTests {
  @Test("two atoms come to rest at 2^(1/6) σ with energy −ε")
  func dimer() throws {
    let start = Argon.cluster([[0.1, 0.2, 0.3], [2.2, 2.4, 3.1]])
    let result = try Relaxation.run(
      start, potential: Argon.unlimited, options: RelaxationOptions(forceTolerance: 1e-9))
    let distance = (result.configuration.positions[1] - result.configuration.positions[0]).norm
    // A force of 1e-9 eV/Å over the curvature of 0.05 eV/Å².
    #expect(abs(distance - Argon.rest) < 2e-8)
    #expect(abs(result.energy + Argon.epsilon) < 1e-12)
    #expect(result.largestForce <= 1e-9)
    #expect(result.energy < result.initialEnergy)
  }

  @Test("a shaken icosahedron of 13 atoms returns to its known energy of −44.326801 ε")
  func icosahedron() throws {
    let golden = (1 + 5.0.squareRoot()) / 2
    var positions: [SIMD3<Double>] = [.zero]
    for a in [-1.0, 1] {
      for b in [-golden, golden] { positions += [[0, a, b], [a, b, 0], [b, 0, a]] }
    }
    var generator = RandomGenerator(seed: 3, stream: 0)
    positions = positions.map {
      2 * $0 + 0.15 * SIMD3(generator.gaussian(), generator.gaussian(), generator.gaussian())
    }
    let result = try Relaxation.run(Argon.cluster(positions), potential: Argon.unlimited)
    // Wales and Doye (doi:10.1021/jp970984n) print six decimals.
    #expect(abs(result.energy / Argon.epsilon + 44.326801) < 1e-6)
  }

  @Test("a strained cell relaxes to touching spheres without stress, whatever its shape")
  func cell() throws {
    let strain = Matrix3([0.03, 0.02, -0.01], [0.02, -0.02, 0.015], [-0.01, 0.015, 0.01])
    let start = Argon.crystal(spacing: Argon.rest).strained(by: strain)
    let options = RelaxationOptions(forceTolerance: 1e-8, stressTolerance: 1e-10, relaxesCell: true)
    let result = try Relaxation.run(start, potential: Argon.nearest, options: options)
    let (a, b, c) = try #require(result.configuration.cell).vectors.rows
    // The stress tolerance over the elastic constants of some 0.02 eV/Å³ is a strain of 1e-8.
    for vector in [a, b, c, a - b, b - c, c - a] {
      #expect(abs(vector.norm / Argon.rest - 1) < 1e-7)
    }
    #expect(abs(result.energy / (-6 * Argon.epsilon) - 1) < 1e-10)
    let stress = try #require(result.stress)
    #expect(stress.elements.allSatisfy { abs($0) <= 1e-10 })
  }

  @Test("with the cell held, only the atoms move")
  func heldCell() throws {
    var start = Argon.crystal(spacing: Argon.rest)
    let cell = try #require(start.cell)
    start = Configuration(
      elements: [Argon.element, Argon.element],
      positions: [.zero, cell.vectors[0] + [0.3, -0.2, 0.1]],
      cell: Cell(Matrix3(2 * cell.vectors[0], cell.vectors[1], cell.vectors[2])))
    let result = try Relaxation.run(start, potential: Argon.nearest)
    #expect(result.configuration.cell == start.cell)
    #expect(abs(result.energy / (-12 * Argon.epsilon) - 1) < 1e-6)
  }

  @Test("what cannot be relaxed is refused with a reason")
  func errors() {
    let dimer = Argon.cluster([.zero, [3, 0, 0]])
    #expect(throws: LandscapeError.notPeriodic) {
      try Relaxation.run(
        dimer, potential: Argon.nearest, options: RelaxationOptions(relaxesCell: true))
    }
    #expect(throws: LandscapeError.noAtoms) {
      try Relaxation.run(Argon.cluster([]), potential: Argon.nearest)
    }
    #expect {
      try Relaxation.run(
        dimer, potential: Argon.unlimited,
        options: RelaxationOptions(forceTolerance: 1e-9, evaluationLimit: 3))
    } throws: { error in
      guard case LandscapeError.notRelaxed(3, let force, 1e-9) = error else { return false }
      return force > 1e-9
    }
    #expect(throws: CancellationError.self) {
      try Relaxation.run(dimer, potential: Argon.unlimited) { _, _ in false }
    }
  }
}
