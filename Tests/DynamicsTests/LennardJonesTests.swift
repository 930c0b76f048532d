import Atomistics
import Potentials
import Testing

@Suite struct LennardJonesTests {
  private func dimer(_ distance: Double) throws -> Configuration {
    let argon = try #require(Element(symbol: "Ar"))
    return Configuration(elements: [argon, argon], positions: [.zero, [0, distance, 0]])
  }

  private func energy(of configuration: Configuration, _ potential: LennardJones) throws -> Double {
    try evaluate(configuration, potential).energies[0]
  }

  private func evaluate(
    _ configuration: Configuration, _ potential: LennardJones
  ) throws -> Evaluation {
    var evaluator = try potential.makeEvaluator(for: [configuration], options: EvaluationOptions())
    try evaluator.evaluate(positions: configuration.positions)
    return evaluator.evaluation
  }

  @Test func theMinimumOfAPairIsAtTheSixthRootOfTwo() throws {
    let potential = try argonPotential()
    let evaluation = try evaluate(dimer(3.405 * 1.122462048309373), potential)
    #expect(abs(evaluation.energies[0] + 119.8 * Units.boltzmannConstant) < 1e-15)
    #expect(evaluation.forces.allSatisfy { $0.norm < 1e-14 })
    #expect(abs(evaluation.smallestDistances[0] - 3.405 * 1.122462048309373) < 1e-12)
  }

  @Test func unlikeElementsMix() throws {
    let argon = try #require(Element(symbol: "Ar"))
    let neon = try #require(Element(symbol: "Ne"))
    let potential = LennardJones(
      [argon: .init(epsilon: 0.01, sigma: 3.4), neon: .init(epsilon: 0.0025, sigma: 2.8)], cutoff: 9)
    let pair = Configuration(
      elements: [neon, argon], positions: [.zero, [3.1 * 1.122462048309373, 0, 0]])
    #expect(abs(try energy(of: pair, potential) + 0.005) < 1e-15)
  }

  /// Forces and virial are the derivatives of the energy, in the smoothed region too.
  @Test(arguments: [0.0, 0.6])
  func forcesAndVirialAreDerivatives(skin: Double) throws {
    let potential = try argonPotential(cutoff: 6)
    var generator = RandomGenerator(seed: 4)
    var crystal = try argonCrystal(repeats: 1).strained(
      by: Matrix3([0.02, 0.03, 0], [0, -0.01, 0.04], [0.01, 0, 0]))
    for atom in 0..<crystal.count { crystal.positions[atom] += 0.2 * generator.gaussianVector() }
    var evaluator = try potential.makeEvaluator(
      for: [crystal], options: EvaluationOptions(skin: skin))
    try evaluator.evaluate(positions: crystal.positions)
    let (forces, virial) = (evaluator.evaluation.forces, evaluator.evaluation.virials[0])
    let directions = crystal.positions.map { _ in generator.gaussianVector() }
    let strain = Matrix3(
      generator.gaussianVector(), generator.gaussianVector(), generator.gaussianVector())
    // Central differences: truncation ~ h² and rounding ~ 1e-16 E/h balance near h = 1e-5.
    let step = 1e-5
    var work = 0.0
    var strainWork = 0.0
    for sign in [-1.0, 1] {
      let moved = zip(crystal.positions, directions).map { $0 + sign * step * $1 }
      try evaluator.evaluate(positions: moved, cells: [crystal.cell])
      work -= sign * evaluator.evaluation.energies[0] / (2 * step)
      let strained = crystal.strained(by: sign * step * strain)
      try evaluator.evaluate(positions: strained.positions, cells: [strained.cell])
      strainWork -= sign * evaluator.evaluation.energies[0] / (2 * step)
    }
    let expected = zip(forces, directions).reduce(0) { $0 + $1.0.dot($1.1) }
    let expectedStrain = (0..<3).reduce(0.0) { $0 + virial[$1].dot(strain[$1]) }
    #expect(abs(work - expected) < 1e-7 * max(1, abs(expected)))
    #expect(abs(strainWork - expectedStrain) < 1e-7 * max(1, abs(expectedStrain)))
  }

  /// Energy, slope and two more derivatives join at both ends of the smoothing.
  @Test func theCutoffIsSmooth() throws {
    let potential = try argonPotential(cutoff: 6)
    // s(t) = 1 − 35 t⁴ + …: at a distance h from either end the energy differs from that of the other
    // side by a term of order h⁴, so that halving h divides it by 16.
    let ratio = try energy(of: dimer(6 - 0.02), potential) / energy(of: dimer(6 - 0.01), potential)
    #expect(abs(ratio - 16) < 0.5)
    #expect(try energy(of: dimer(6), potential) == 0)
    #expect(try evaluate(dimer(6.001), potential).smallestDistances[0] == .infinity)
    let bare = LennardJones(
      [try #require(Element(symbol: "Ar")): .init(epsilon: 119.8 * Units.boltzmannConstant, sigma: 3.405)],
      cutoff: 100, smoothingStart: 99)
    func excess(_ distance: Double) throws -> Double {
      try energy(of: dimer(distance), potential) - energy(of: dimer(distance), bare)
    }
    #expect(abs(try excess(4.8 + 0.04) / excess(4.8 + 0.02) - 16) < 2)
    #expect(try excess(4.79) == 0)
  }

  @Test func structuresDoNotInteractAndSupercellsScale() throws {
    let potential = try argonPotential(cutoff: 6)
    let (one, eight) = (try argonCrystal(repeats: 1), try argonCrystal(repeats: 2))
    var evaluator = try potential.makeEvaluator(
      for: [one, eight, one], options: EvaluationOptions(skin: 0.5))
    try evaluator.evaluate(positions: one.positions + eight.positions + one.positions)
    let energies = evaluator.evaluation.energies
    #expect(abs(energies[1] - 8 * energies[0]) < 1e-12)
    #expect(energies[0] == energies[2])
  }

  @Test func wrongInputThrows() throws {
    let potential = try argonPotential()
    let helium = try #require(Element(symbol: "He"))
    let argon = potential.elements
    #expect(throws: PotentialError.unknownElement(helium, structure: 0, known: argon)) {
      _ = try potential.makeEvaluator(
        for: [Configuration(elements: [helium], positions: [.zero])], options: EvaluationOptions())
    }
    var evaluator = try potential.makeEvaluator(for: [dimer(3), dimer(3)], options: .init())
    #expect(throws: PotentialError.positionNotFinite(structure: 1, atom: 0)) {
      try evaluator.evaluate(positions: [.zero, [3, 0, 0], [.nan, 0, 0], .zero])
    }
  }
}
