import Atomistics
import Potentials
import Testing

@Suite("Conformance: invariance")
struct InvarianceTests {
  /// Expects equal energies, and forces and virial that are those of `original` after `mapForce`.
  private func expectSame(
    _ subject: Subject, _ original: Configuration, _ changed: Configuration,
    mapForces: ([SIMD3<Double>]) -> [SIMD3<Double>] = { $0 }, turn: Matrix3 = .identity
  ) throws {
    let before = try subject.potential.evaluate([original])
    let after = try subject.potential.evaluate([changed])
    // Rounding of positions of up to 100 Å times the stiffness of the potential.
    let scale = max(1, size(before.forces), abs(before.energies[0]))
    #expect(abs(after.energies[0] - before.energies[0]) < 1e-11 * scale)
    #expect(deviation(after.forces, mapForces(before.forces)) < 1e-11 * scale * 10)
    let virial = turn.transpose * before.virials[0] * turn
    #expect((after.virials[0] - virial).elements.allSatisfy { abs($0) < 1e-11 * scale * 10 })
  }

  @Test("translation", arguments: Subject.all)
  func translation(subject: Subject) throws {
    for structure in subject.structures {
      var moved = structure
      moved.positions = moved.positions.map { $0 + SIMD3(11.3, -7.7, 42.1) }
      try expectSame(subject, structure, moved)
    }
  }

  @Test("rotation and reflection", arguments: Subject.all, [false, true])
  func rotation(subject: Subject, reflecting: Bool) throws {
    let rotation = Samples.rotation(reflecting: reflecting)
    for structure in subject.structures {
      try expectSame(
        subject, structure, structure.turned(by: rotation),
        mapForces: { $0.map { $0 * rotation } }, turn: rotation)
    }
  }

  @Test("permutation of atoms", arguments: Subject.all)
  func permutation(subject: Subject) throws {
    for structure in subject.structures {
      let order = Array(structure.positions.indices.reversed())
      let permuted = Configuration(
        elements: order.map { structure.elements[$0] }, positions: order.map { structure.positions[$0] },
        cell: structure.cell)
      try expectSame(subject, structure, permuted, mapForces: { forces in order.map { forces[$0] } })
    }
  }

  @Test("periodic images of single atoms", arguments: Subject.all)
  func images(subject: Subject) throws {
    let crystal = subject.crystal
    let cell = try #require(crystal.cell).vectors
    var moved = crystal
    moved.positions[0] += SIMD3(2, -1, 0) * cell
    moved.positions[3] += SIMD3(0, 3, -4) * cell
    try expectSame(subject, crystal, moved)
  }

  @Test("another choice of lattice vectors", arguments: Subject.all)
  func cellChoice(subject: Subject) throws {
    let crystal = subject.crystal
    let (a, b, c) = try #require(crystal.cell).vectors.rows
    for vectors in [Matrix3(a, b + a, c - 2 * a), Matrix3(b, c, a), Matrix3(-a, b, c + b)] {
      var other = crystal
      other.cell = Cell(vectors)
      try expectSame(subject, crystal, other)
    }
  }

  @Test("a supercell has the energy of its cells", arguments: Subject.all)
  func supercell(subject: Subject) throws {
    let crystal = subject.crystal
    let (a, b, c) = try #require(crystal.cell).vectors.rows
    let images = [SIMD3<Double>.zero, a, b, a + b]
    let large = Configuration(
      elements: images.flatMap { _ in crystal.elements },
      positions: images.flatMap { image in crystal.positions.map { $0 + image } },
      cell: Cell(Matrix3(2 * a, 2 * b, c)))
    let one = try subject.potential.evaluate([crystal])
    let four = try subject.potential.evaluate([large])
    let scale = max(1, abs(one.energies[0]), size(one.forces))
    #expect(abs(four.energies[0] - 4 * one.energies[0]) < 1e-11 * scale)
    #expect(deviation(four.forces, images.flatMap { _ in one.forces }) < 1e-11 * scale)
    let virial = four.virials[0] - 4 * one.virials[0]
    #expect(virial.elements.allSatisfy { abs($0) < 1e-10 * scale })
  }

  @Test("the Hessian turns with the structure", arguments: Subject.all)
  func hessian(subject: Subject) throws {
    var generator = Samples.Generator(state: 41)
    let rotation = Samples.rotation()
    for structure in subject.structures {
      let direction = generator.vectors(structure.count)
      let product = try subject.potential.hessianVectorProduct(of: structure, along: direction)
      let turned = try subject.potential.hessianVectorProduct(
        of: structure.turned(by: rotation), along: direction.map { $0 * rotation })
      #expect(deviation(turned, product.map { $0 * rotation }) < 1e-11 * size(product))
    }
  }
}
