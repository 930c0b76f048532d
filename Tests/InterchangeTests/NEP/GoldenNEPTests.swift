import Atomistics
import Interchange
import Potentials
import Testing

@Suite("nep.txt: NEP_CPU's numbers")
struct GoldenNEPTests {
  @Test("the reference implementation", arguments: GoldenNEP.names)
  func reference(name: String) throws {
    let golden = try GoldenNEP(name)
    let reference = NEPReference(try NEPFile.read(golden.path))
    let energies = try reference.atomEnergies(of: golden.configuration)
    for (found, expected) in zip(energies, golden.atomEnergies) { #expect(abs(found - expected) < 1e-10) }
    for (found, expected) in zip(try reference.forces(of: golden.configuration), golden.forces) {
      #expect((found - expected).norm < 1e-10)
    }
  }

  @Test("the sweeps in Float64", arguments: GoldenNEP.names)
  func double(name: String) throws {
    try compare(GoldenNEP(name), .double, energy: 1e-10, force: 1e-10)
  }

  /// Energies of up to 4 eV are sums of some 30 neurons' outputs in Float32.
  @Test("the sweeps in Float32", arguments: GoldenNEP.names)
  func single(name: String) throws {
    try compare(GoldenNEP(name), .single, energy: 2e-5, force: 2e-4)
  }

  private func compare(
    _ golden: GoldenNEP, _ precision: EvaluationOptions.Precision, energy: Double, force: Double
  ) throws {
    let potential = try NEPFile.read(golden.path)
    var evaluator = try potential.makeEvaluator(
      for: [golden.configuration], options: EvaluationOptions(precision: precision))
    try evaluator.evaluate(positions: golden.configuration.positions)
    let result = evaluator.evaluation
    for (found, expected) in zip(result.atomEnergies, golden.atomEnergies) {
      #expect(abs(found - expected) < energy)
    }
    for (found, expected) in zip(result.forces, golden.forces) {
      #expect((found - expected).norm < force)
    }
    // The file has ten significant digits of up to a hundred eV.
    for (found, expected) in zip(result.virials[0].elements, golden.virial.elements) {
      #expect(abs(found - expected) < max(10 * force, 1e-8))
    }
  }
}
