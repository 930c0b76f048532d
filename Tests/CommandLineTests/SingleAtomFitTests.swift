import Foundation
import Sobolev
import TestSupport
import Testing

/// What a fitted potential gives single atoms.
@Suite struct SingleAtomFitTests {
  /// Fits with the given energies of isolated atoms, and compares reference energies with energies of single atoms.
  private func referenceEnergies(given: [Element: Double]) throws -> [Double] {
    let folder = try TemporaryFolder()
    try SampleData.write(to: folder.path("train.h5"), isolatedAtomEnergies: given)
    try folder.write(TinyFit.settings, to: "tiny.yaml")
    let fit = try Tool.run(
      "fit", "train.h5", "--config", "tiny.yaml", "--epochs", "10", "--threads", "1", "-o", "run", in: folder)
    try #require(fit.exitCode == 0, "\(fit.errors)")
    let potential = try PotentialFile.read(folder.path("run/potential.h5")).potential
    let atoms = potential.elements.map { Configuration(elements: [$0], positions: [.zero]) }
    var evaluator = try potential.makeEvaluator(for: atoms, options: EvaluationOptions(precision: .double))
    try evaluator.evaluate(positions: atoms.flatMap(\.positions))
    for (energy, reference) in zip(evaluator.evaluation.energies, potential.referenceEnergies) {
      #expect(abs(energy - reference) < 1e-12 * max(1, abs(reference)))
    }
    return potential.referenceEnergies
  }

  @Test("energies of isolated atoms in the data are those of single atoms")
  func given() throws {
    let carbon = try #require(Element(symbol: "C"))
    let hydrogen = try #require(Element(symbol: "H"))
    #expect(try referenceEnergies(given: [carbon: -37.25, hydrogen: -0.5]) == [-0.5, -37.25])
  }

  @Test("without them, and with those of some elements only, the fit finds them")
  func fitted() throws {
    let carbon = try #require(Element(symbol: "C"))
    let (none, some) = (try referenceEnergies(given: [:]), try referenceEnergies(given: [carbon: -37.25]))
    #expect(none == some && none[1] != -37.25)
  }
}
