import Atomistics
import Potentials
import Testing

/// A potential of the suite with its plain implementation.
struct ReferenceSubject: Sendable, CustomTestStringConvertible {
  var name: String
  var potential: any TwiceDifferentiable
  var reference: any SiteSum

  var testDescription: String { name }

  /// All families that have a plain implementation.
  static let all: [ReferenceSubject] =
    Subject.density.map { ReferenceSubject(name: $0.name, potential: $0.potential, reference: DensityReference($0.potential)) }
    + ACSFSamples.all.map { ReferenceSubject(name: $0.name, potential: $0.potential, reference: ACSFReference($0.potential)) }
    + NEPSubject.all.map { ReferenceSubject(name: $0.name, potential: $0.potential, reference: NEPReference($0.potential)) }

  var structures: [Configuration] {
    let symbols = potential.elements.map(\.symbol)
    return [
      Samples.configuration(symbols, count: 7, edge: 4, periodic: false, seed: 21),
      Samples.configuration(symbols, count: 6, edge: 4, periodic: true, seed: 22),
    ]
  }
}

@Suite("Conformance: the sweeps against the plain implementation")
struct ReferenceTests {
  @Test("energies and forces", arguments: ReferenceSubject.all)
  func energiesAndForces(subject: ReferenceSubject) throws {
    for structure in subject.structures {
      let energies = try subject.reference.atomEnergies(of: structure)
      let gradient = try subject.reference.gradient(of: structure)
      let scale = max(1, energies.map(abs).max() ?? 0, size(gradient))
      // Rounding of Float64 and Float32 in sums over some thousand triples; neuroevolution potentials alone, with some hundred
      // terms, stay below a tenth of it.
      for (precision, tolerance) in [(EvaluationOptions.Precision.double, 1e-12), (.single, 1e-5)] {
        let fast = try subject.potential.evaluate([structure], EvaluationOptions(precision: precision))
        for (a, b) in zip(fast.atomEnergies, energies) { #expect(abs(a - b) < tolerance * scale) }
        #expect(deviation(fast.forces.map { -$0 }, gradient) < tolerance * scale)
      }
    }
  }

  @Test("second derivatives along two directions, and one element of the Hessian", arguments: ReferenceSubject.all)
  func curvature(subject: ReferenceSubject) throws {
    var generator = Samples.Generator(state: 61)
    for structure in subject.structures {
      let (u, w) = (generator.vectors(structure.count), generator.vectors(structure.count))
      let product = try subject.potential.hessianVectorProduct(of: structure, along: u)
      let tolerance = 1e-11 * max(1, size(product))
      #expect(abs(dot(w, product) - (try subject.reference.curvature(of: structure, along: u, and: w))) < tolerance)
      var (first, second) = (u.map { _ in SIMD3<Double>.zero }, u.map { _ in SIMD3<Double>.zero })
      (first[1].y, second[3].z) = (1, 1)
      let element = try subject.reference.curvature(of: structure, along: first, and: second)
      #expect(abs(try subject.potential.hessian(of: structure)[4, 11] - element) < tolerance)
    }
  }

  @Test("more atoms than there are lanes", arguments: ReferenceSubject.all)
  func manyAtoms(subject: ReferenceSubject) throws {
    let symbols = subject.potential.elements.map(\.symbol)
    let structure = Samples.configuration(symbols, count: 37, edge: 7, periodic: true)
    let energies = try subject.reference.atomEnergies(of: structure)
    let fast = try subject.potential.evaluate([structure]).atomEnergies
    let scale = max(1, energies.map(abs).max() ?? 0)
    for (a, b) in zip(fast, energies) { #expect(abs(a - b) < 1e-12 * scale) }
  }
}
