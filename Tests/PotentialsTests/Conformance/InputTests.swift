import Atomistics
import Potentials
import Testing

@Suite("Conformance: wrong inputs give the exact error")
struct InputTests {
  @Test("unknown element", arguments: Subject.all)
  func unknownElement(subject: Subject) throws {
    let uranium = try #require(Element(symbol: "U"))
    var strange = subject.molecule
    strange.elements[2] = uranium
    let expected = PotentialError.unknownElement(
      uranium, structure: 1, known: subject.potential.elements)
    #expect(throws: expected) {
      try subject.potential.makeEvaluator(
        for: [subject.molecule, strange], options: EvaluationOptions())
    }
    #expect(throws: expected) {
      try subject.potential.makeCurvatureEvaluator(
        for: [subject.molecule, strange], options: EvaluationOptions())
    }
    let known = subject.potential.elements.map(\.symbol).joined(separator: ", ")
    #expect(
      expected.description == "structure 1 contains U, but the potential knows only \(known)")
  }

  @Test("a position that is not a number", arguments: Subject.all, [0, 0.5])
  func position(subject: Subject, skin: Double) throws {
    let structures = [subject.molecule, subject.crystal]
    var positions = structures.flatMap(\.positions)
    positions[subject.molecule.count + 2].y = .nan
    let expected = PotentialError.positionNotFinite(structure: 1, atom: 2)
    #expect(expected.description == "the position of atom 2 in structure 1 is not a finite number")
    let options = EvaluationOptions(skin: skin)
    var evaluator = try subject.potential.makeEvaluator(for: structures, options: options)
    #expect(throws: expected) { try evaluator.evaluate(positions: positions) }
    var curvature = try subject.potential.makeCurvatureEvaluator(for: structures, options: options)
    #expect(throws: expected) { try curvature.update(positions: positions) }
    // Both go on with good positions.
    try evaluator.evaluate(positions: structures.flatMap(\.positions))
    #expect(evaluator.evaluation.energies.allSatisfy { $0.isFinite })
  }

  @Test("coincident atoms", arguments: Subject.all)
  func coincidence(subject: Subject) throws {
    let structures = [subject.molecule, subject.molecule]
    var positions = structures.flatMap(\.positions)
    positions[8] = positions[9]
    let expected = PotentialError.resultNotFinite(structure: 1)
    #expect(expected.description == "the energy or a force of structure 1 is not a finite number")
    var evaluator = try subject.potential.makeEvaluator(for: structures, options: EvaluationOptions())
    #expect(throws: expected) { try evaluator.evaluate(positions: positions) }
    var curvature = try subject.potential.makeCurvatureEvaluator(
      for: structures, options: EvaluationOptions())
    try curvature.update(positions: positions)
    #expect(throws: expected) { try curvature.hessianVectorProducts([positions]) }
  }

  @Test("a flat cell", arguments: Subject.all)
  func flatCell(subject: Subject) throws {
    let flat = Cell(Matrix3([5, 0, 0], [0, 5, 0], [5, 5, 0]))
    var structure = subject.molecule
    structure.cell = flat
    #expect(throws: AtomisticsError.degenerateCell(flat)) {
      try subject.potential.makeEvaluator(for: [structure], options: EvaluationOptions())
    }
  }

  @Test("no atoms and no structures", arguments: Subject.all)
  func nothing(subject: Subject) throws {
    #expect(try subject.potential.evaluate([]).energies.isEmpty)
    let empty = Configuration(elements: [], positions: [])
    #expect(try subject.potential.evaluate([empty]).energies == [0])
    #expect(try subject.potential.hessian(of: empty).values.isEmpty)
  }
}
