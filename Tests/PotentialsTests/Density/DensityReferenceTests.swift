import Atomistics
import Potentials
import Testing

@Suite("The density sweeps against the reference implementation")
struct DensityReferenceTests {
  static let hyperparameters = DensityHyperparameters(
    cutoff: 4, radialScale: 1.3, radialBasisSize: 6, radialChannels: 5, angularChannels: 3,
    maximumDegree: 3, tripleDegree: 2, tripleChannels: 2, hiddenLayers: [7, 5])

  @Test("energies and forces agree", arguments: [false, true])
  func energiesAndForces(periodic: Bool) throws {
    let potential = try DensitySamples.potential(["C", "H"], hyperparameters: Self.hyperparameters)
    let configuration = DensitySamples.configuration(
      ["C", "H", "H"], count: 9, edge: 6, periodic: periodic)
    let reference = DensityReference(potential)
    let energy = try reference.energy(of: configuration)
    let forces = try reference.forces(of: configuration)
    for (precision, tolerance) in [(EvaluationOptions.Precision.double, 1e-10), (.single, 2e-4)] {
      var evaluator = try potential.makeEvaluator(
        for: [configuration], options: EvaluationOptions(precision: precision))
      try evaluator.evaluate(positions: configuration.positions)
      #expect(abs(evaluator.evaluation.energies[0] - energy) < tolerance)
      for (fast, plain) in zip(evaluator.evaluation.forces, forces) {
        #expect((fast - plain).norm < tolerance * 3)
      }
    }
  }
}

@Suite("Parameter gradients of the density potential")
struct DensityGradientTests {
  /// The functional Σ a E + v·∇E + S : ∂E/∂strain = a E − v·F − S : W of random coefficients.
  static func value(
    _ potential: DensityPotential, _ configurations: [Configuration], a: [Double],
    v: [SIMD3<Double>], s: [Matrix3]
  ) throws -> Double {
    var evaluator = try potential.makeEvaluator(
      for: configurations, options: EvaluationOptions(precision: .double))
    try evaluator.evaluate(positions: configurations.flatMap(\.positions))
    let result = evaluator.evaluation
    var sum = 0.0
    for (index, energy) in result.energies.enumerated() {
      sum += a[index] * energy
      sum -= zip(s[index].elements, result.virials[index].elements).reduce(0) { $0 + $1.0 * $1.1 }
    }
    for (direction, force) in zip(v, result.forces) { sum -= direction.dot(force) }
    return sum
  }

  @Test("the dual sweep agrees with directional differences")
  func directional() throws {
    var potential = try DensitySamples.potential(
      ["O", "H"], hyperparameters: DensityReferenceTests.hyperparameters)
    let configurations = [
      DensitySamples.configuration(["O", "H"], count: 7, edge: 5, periodic: true, seed: 5),
      DensitySamples.configuration(["H", "O", "H"], count: 5, edge: 5, periodic: false, seed: 6),
    ]
    var generator = DensitySamples.Generator(state: 7)
    let a = configurations.map { _ in generator.uniform() }
    let v = configurations.flatMap(\.positions).map { _ in
      SIMD3(generator.uniform(), generator.uniform(), generator.uniform())
    }
    let s = configurations.map { _ in Matrix3((0..<9).map { _ in generator.uniform() }) }

    let tables = DensityTables<Double>(potential)
    let worker = DensityGradientWorker<SIMD8<Double>>(potential, tables: tables)
    let graphs: [NeighborGraph<Double>] = try configurations.map { try potential.graph(of: $0) }
    worker.evaluate([0, 1], of: graphs)
    for structure in 0..<2 {
      worker.setEnergyCoefficient(a[structure], structure: structure)
      worker.setStrain(s[structure], structure: structure)
    }
    for (atom, direction) in v.enumerated() { worker.setDisplacement(direction, atom: atom) }
    worker.accumulateGradient(hasStrains: true)
    var gradient = [Double](repeating: 0, count: potential.parameters.count)
    worker.gradient.add(to: &gradient)

    for block in potential.parameterBlocks {
      let direction = gradient.indices.map { block.range.contains($0) ? generator.uniform() : 0 }
      let start = potential.parameters
      let step = 1e-5
      potential.parameters = zip(start, direction).map { $0 + step * $1 }
      let up = try Self.value(potential, configurations, a: a, v: v, s: s)
      potential.parameters = zip(start, direction).map { $0 - step * $1 }
      let down = try Self.value(potential, configurations, a: a, v: v, s: s)
      potential.parameters = start
      let expected = (up - down) / (2 * step)
      let found = zip(gradient, direction).reduce(0) { $0 + $1.0 * $1.1 }
      // Central differences: error ~ step² times a third derivative, rounding ~ 1e-14/step.
      #expect(abs(found - expected) < 1e-7 * max(1, abs(expected)), "\(block.name)")
    }
  }
}
