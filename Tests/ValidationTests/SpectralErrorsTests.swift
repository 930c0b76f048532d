import Atomistics
import Potentials
import Testing
import Validation

@Suite("Errors by frequency")
struct SpectralErrorsTests {
  /// A linear chain O–C–O with springs, stretched along x only: ω² of k/m_O and k (1/m_O + 2/m_C), two bends of 0.
  private static func hessian(spring: Double, bend: Double) -> [Double] {
    var values = [Double](repeating: 0, count: 81)
    for (a, b) in [(0, 1), (1, 2)] {
      for (row, column, sign) in [(a, a, 1.0), (b, b, 1), (a, b, -1), (b, a, -1)] {
        values[9 * 3 * row + 3 * column] += sign * spring
      }
    }
    // Bending energy ½ bend (y₁ − 2 y₂ + y₃)², likewise in z.
    let shape = [1.0, -2, 1]
    for axis in 1...2 {
      for row in 0..<3 {
        for column in 0..<3 {
          values[9 * (3 * row + axis) + 3 * column + axis] += bend * shape[row] * shape[column]
        }
      }
    }
    return values
  }

  private static let molecule = Configuration(
    elements: ["O", "C", "O"].compactMap(Element.init(symbol:)),
    positions: [[-1.16, 0, 0], .zero, [1.16, 0, 0]])

  private static func reference(_ labels: Labels) -> LabeledConfiguration {
    LabeledConfiguration(molecule, labels, name: "frame")
  }

  @Test("absurd labels have their bin as well")
  func absurdLabels() {
    var metrics = ErrorMetrics(spectrumBinWidth: 1000)
    metrics.add(
      Self.reference(Labels(hessian: Self.hessian(spring: 3e38, bend: -3e38))),
      predicted: Labels(hessian: Self.hessian(spring: 99, bend: 2)))
    #expect(metrics.spectrum.bins.map(\.curvature.count).reduce(0, +) == 4)
  }

  @Test("errors land in the bin of the mode that they are along, with the size that they have")
  func bins() throws {
    var metrics = ErrorMetrics(spectrumBinWidth: 1000)
    let (o, c) = (Self.molecule.elements[0].mass, Self.molecule.elements[1].mass)
    // A force error along the symmetric stretch, (−1, 0, 1)/√2, of 0.3 eV/Å.
    let along = 0.3 / 2.0.squareRoot()
    metrics.add(
      Self.reference(
        Labels(forces: [.zero, .zero, .zero], hessian: Self.hessian(spring: 99, bend: 2))),
      predicted: Labels(
        forces: [[-along, 0, 0], .zero, [along, 0, 0]],
        hessian: Self.hessian(spring: 101, bend: 2)))
    let unit = Units.wavenumber(squaredFrequency: 1)
    let bend = (2 * (2 / o + 4 / c)).squareRoot() * unit
    let symmetric = { (spring: Double) in (spring / o).squareRoot() * unit }
    let antisymmetric = { (spring: Double) in (spring * (1 / o + 2 / c)).squareRoot() * unit }
    let bins = metrics.spectrum.bins
    let starts = [bend, symmetric(99), antisymmetric(99)].map { ($0 / 1000).rounded(.down) * 1000 }
    #expect(bins.map(\.start) == starts)
    #expect(bins.map(\.curvature.count) == [2, 1, 1])
    // Along (−1, 0, 1)/√2 the curvature is the spring's own; the antisymmetric mode stretches both by more.
    #expect(try abs(#require(bins[1].curvature.meanAbsolute) - 2) < 1e-10)
    #expect(try abs(#require(bins[1].force.meanAbsolute) - 0.3) < 1e-12)
    #expect(try #require(bins[0].curvature.meanAbsolute) < 1e-10)
    #expect(try #require(bins[0].force.meanAbsolute) < 1e-12)
    #expect(try #require(bins[2].force.meanAbsolute) < 1e-12)
    let errors = [0, 0, symmetric(101) - symmetric(99), antisymmetric(101) - antisymmetric(99)]
    #expect(
      try abs(#require(metrics.spectrum.wavenumber.meanAbsolute) - errors.reduce(0, +) / 4) < 1e-6)
    #expect(metrics.spectrum.wavenumber == metrics.spectrum.wavenumberAtMinima)
    #expect(try abs(#require(bins[1].wavenumber.meanAbsolute) - errors[2]) < 1e-6)
  }

  @Test("only relaxed structures without unstable modes are minima, and gaps have no modes")
  func minima() {
    let labels = Labels(hessian: Self.hessian(spring: 99, bend: 2))
    func spectrum(_ reference: Labels) -> SpectralErrors {
      var metrics = ErrorMetrics()
      metrics.add(Self.reference(reference), predicted: labels)
      return metrics.spectrum
    }
    var strained = labels
    strained.forces = [[0.06, 0, 0], .zero, [-0.06, 0, 0]]
    #expect(spectrum(strained).wavenumber.count == 4)
    #expect(spectrum(strained).wavenumberAtMinima.count == 0)
    let saddle = Labels(
      forces: [.zero, .zero, .zero], hessian: Self.hessian(spring: 99, bend: -2))
    #expect(spectrum(saddle).wavenumberAtMinima.count == 0)
    #expect(spectrum(saddle).bins.first.map(\.start) ?? 0 < 0)
    var gap = labels
    gap.hessian?[5] = .nan
    #expect(spectrum(gap).structuresWithoutModes == 1)
    #expect(spectrum(gap).bins.isEmpty)
    #expect(spectrum(Labels(energy: 1)).structuresWithoutModes == 0)
  }
}
