import Atomistics
import Potentials
import Testing

@Suite("Conformance: how an evaluation is done does not matter")
struct EvaluationTests {
  private func expectEqual(_ a: Evaluation, _ b: Evaluation, tolerance: Double) {
    let scale = max(1, size(b.forces), b.energies.map(abs).max() ?? 0)
    for (x, y) in zip(a.energies, b.energies) { #expect(abs(x - y) < tolerance * scale) }
    for (x, y) in zip(a.atomEnergies, b.atomEnergies) { #expect(abs(x - y) < tolerance * scale) }
    #expect(deviation(a.forces, b.forces) < tolerance * scale)
    for (x, y) in zip(a.virials, b.virials) {
      #expect((x - y).elements.allSatisfy { abs($0) < 10 * tolerance * scale })
    }
    for (x, y) in zip(a.smallestDistances, b.smallestDistances) {
      #expect(x == y || abs(x - y) < max(tolerance, 1e-12) * 10)
    }
  }

  @Test("a batch gives what its structures give alone", arguments: Subject.all)
  func batch(subject: Subject) throws {
    let structures = [subject.crystal, subject.molecule, subject.crystal]
    let batch = try subject.potential.evaluate(structures)
    var start = 0
    for (index, structure) in structures.enumerated() {
      let single = try subject.potential.evaluate([structure])
      let scale = max(1, abs(single.energies[0]), size(single.forces))
      #expect(abs(batch.energies[index] - single.energies[0]) < 1e-12 * scale)
      let forces = Array(batch.forces[start..<start + structure.count])
      #expect(deviation(forces, single.forces) < 1e-12 * scale)
      #expect(
        (batch.virials[index] - single.virials[0]).elements.allSatisfy { abs($0) < 1e-11 * scale })
      start += structure.count
    }
  }

  @Test(
    "the same threads give the same bits, others agree to rounding", arguments: Subject.all,
    [EvaluationOptions.Precision.single, .double])
  func threads(subject: Subject, precision: EvaluationOptions.Precision) throws {
    let one = try subject.potential.evaluate(
      subject.structures, EvaluationOptions(threads: 1, precision: precision))
    for threads in [2, 3, 5] {
      let options = EvaluationOptions(threads: threads, precision: precision, atomsPerThread: 1)
      let first = try subject.potential.evaluate(subject.structures, options)
      let second = try subject.potential.evaluate(subject.structures, options)
      #expect(first.energies == second.energies && first.forces == second.forces)
      #expect(first.virials == second.virials)
      // Blocks are cut elsewhere, which changes the order of sums within a lane.
      expectEqual(first, one, tolerance: precision == .double ? 1e-13 : 1e-5)
    }
  }

  @Test("Float32 sweeps agree with Float64", arguments: Subject.all)
  func precision(subject: Subject) throws {
    let single = try subject.potential.evaluate(subject.structures, EvaluationOptions())
    let double = try subject.potential.evaluate(subject.structures)
    // 6·10⁻⁸ a number, a few hundred numbers a sum.
    expectEqual(single, double, tolerance: 1e-5)
  }

  @Test("a Verlet skin changes nothing as atoms and cell move", arguments: Subject.all)
  func skin(subject: Subject) throws {
    var generator = Samples.Generator(state: 51)
    let structures = subject.structures
    var evaluators = try [0, 0.8].map {
      try subject.potential.makeEvaluator(
        for: structures, options: EvaluationOptions(precision: .double, skin: $0))
    }
    var positions = structures.flatMap(\.positions)
    for step in 0..<12 {
      for atom in positions.indices { positions[atom] += 0.05 * generator.vector() }
      let stretch = 1 + 0.004 * Double(step)
      let cells = structures.map { $0.cell.map { Cell(stretch * $0.vectors) } }
      for index in evaluators.indices { try evaluators[index].evaluate(positions: positions, cells: cells) }
      expectEqual(evaluators[1].evaluation, evaluators[0].evaluation, tolerance: 1e-12)
    }
  }

  @Test("a second call forgets the first", arguments: Subject.all)
  func repetition(subject: Subject) throws {
    var evaluator = try subject.potential.makeEvaluator(
      for: subject.structures, options: EvaluationOptions(threads: 2, precision: .double, atomsPerThread: 1))
    let positions = subject.structures.flatMap(\.positions)
    try evaluator.evaluate(positions: positions)
    let first = evaluator.evaluation
    try evaluator.evaluate(positions: positions.map { 1.1 * $0 })
    #expect(evaluator.evaluation.forces != first.forces)
    try evaluator.evaluate(positions: positions)
    #expect(evaluator.evaluation.forces == first.forces)
    #expect(evaluator.evaluation.energies == first.energies)
  }

  @Test("smallest distances", arguments: Subject.all)
  func smallestDistance(subject: Subject) throws {
    let found = try subject.potential.evaluate(subject.structures).smallestDistances
    for (structure, distance) in zip(subject.structures, found) {
      let list = try NeighborList(of: structure, cutoff: subject.potential.cutoff)
      let expected = list.vectors(in: structure).map(\.norm).min() ?? .infinity
      #expect(abs(distance - expected) < 1e-12)
    }
  }
}
