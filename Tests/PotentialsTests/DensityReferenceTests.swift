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
