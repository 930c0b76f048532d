import Atomistics
import Testing
import Validation

@Suite struct ErrorMetricsTests {
  private let hydrogen: Element

  init() throws { hydrogen = try #require(Element(atomicNumber: 1)) }

  private func dimer(_ labels: Labels, name: String) -> LabeledConfiguration {
    LabeledConfiguration(
      Configuration(elements: [hydrogen, hydrogen], positions: [.zero, [0, 0, 0.74]]), labels,
      name: name)
  }

  @Test func onlyKnownElementsOfAHessianCount() throws {
    var metrics = ErrorMetrics()
    // Two of six columns are known, and are off by 0.25 and by nothing.
    var label = [Double](repeating: .nan, count: 36)
    for row in 0..<6 { (label[row * 6], label[row * 6 + 3]) = (1, 2) }
    var predicted = [Double](repeating: 7, count: 36)
    for row in 0..<6 { (predicted[row * 6], predicted[row * 6 + 3]) = (1.25, 2) }
    metrics.add(dimer(Labels(hessian: label), name: "a"), predicted: Labels(hessian: predicted))
    #expect(metrics.hessian.count == 12)
    #expect(metrics.hessian.meanAbsolute == 0.125)
    #expect(metrics.spectrum.wavenumber.count == 0)
    // A prediction that is broken where the label is known shows.
    predicted[0] = .nan
    metrics.add(dimer(Labels(hessian: label), name: "b"), predicted: Labels(hessian: predicted))
    #expect(try #require(metrics.hessian.meanAbsolute).isNaN)
  }

  @Test func averagesMatchHandComputedFigures() throws {
    var metrics = ErrorMetrics()
    metrics.add(
      dimer(Labels(energy: -1, forces: [.zero, .zero], virial: .zero), name: "a"),
      predicted: Labels(
        energy: -0.9, forces: [[0.3, 0, 0], [-0.3, 0, 0]], virial: Matrix3.identity))
    metrics.add(
      dimer(Labels(energy: -1), name: "b"),
      predicted: Labels(energy: -1.3, forces: [.zero, .zero], virial: .zero))
    // Energy errors +0.1 and −0.3 eV: MAE 0.2, RMSE √0.05; half of each per atom.
    let tolerance = 1e-14
    #expect(abs(try #require(metrics.energy.meanAbsolute) - 0.2) < tolerance)
    #expect(abs(try #require(metrics.energy.rootMeanSquare) - 0.05.squareRoot()) < tolerance)
    #expect(abs(try #require(metrics.energyPerAtom.meanAbsolute) - 0.1) < tolerance)
    // Two of six components are off by 0.3: MAE 0.1, RMSE 0.3/√3.
    #expect(abs(try #require(metrics.force.meanAbsolute) - 0.1) < tolerance)
    #expect(abs(try #require(metrics.force.rootMeanSquare) - 0.3 / 3.0.squareRoot()) < tolerance)
    // Three of nine virial components are off by 1 eV over two atoms.
    #expect(abs(try #require(metrics.virialPerAtom.meanAbsolute) - 0.5 / 3) < tolerance)
    #expect(metrics.hessian.meanAbsolute == nil)
    #expect(metrics.structures == 2)
    #expect(metrics.atoms == 4)
    #expect(metrics.missingEnergies == 0)
    #expect(metrics.atomsMissingForces == 2)
    #expect(metrics.missingVirials == 1)
    #expect(metrics.worstEnergies.entries.map(\.name) == ["b", "a"])
    #expect(metrics.worstForces.entries.map(\.name) == ["a"])
  }

  @Test func worstListKeepsTheLargestInOrder() {
    var metrics = ErrorMetrics(worst: 3)
    for error in [0.2, -0.9, 0.1, 0.5, 0.4] {
      metrics.add(dimer(Labels(energy: 0), name: "\(error)"), predicted: Labels(energy: error))
    }
    #expect(metrics.worstEnergies.entries.map(\.name) == ["-0.9", "0.5", "0.4"])
  }

  @Test func notANumberShowsInEveryFigure() throws {
    var metrics = ErrorMetrics(worst: 1)
    metrics.add(dimer(Labels(energy: 0), name: "good"), predicted: Labels(energy: 1))
    metrics.add(dimer(Labels(energy: 0), name: "bad"), predicted: Labels(energy: .nan))
    #expect(try #require(metrics.energy.meanAbsolute).isNaN)
    #expect(metrics.energy.largest.isNaN)
    #expect(metrics.worstEnergies.entries.map(\.name) == ["bad"])
  }
}
