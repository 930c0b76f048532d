import Atomistics
import Potentials
import Testing

@Suite("NEP: sweeps against the reference implementation")
struct NEPReferenceTests {
  private func structures(_ subject: NEPSubject) -> [Configuration] {
    let symbols = subject.potential.elements.map(\.symbol)
    return [
      Samples.configuration(symbols, count: 7, edge: 4, periodic: false, seed: 21),
      Samples.configuration(symbols, count: 6, edge: 4, periodic: true, seed: 22),
    ]
  }

  @Test("energies and forces", arguments: NEPSubject.all)
  func energies(subject: NEPSubject) throws {
    let reference = NEPReference(subject.potential)
    for structure in structures(subject) {
      let result = try subject.potential.evaluate([structure])
      let expected = try reference.atomEnergies(of: structure)
      let forces = try reference.forces(of: structure)
      // Rounding of Float64 in sums of some hundred terms.
      let scale = max(1, size(forces))
      for (a, b) in zip(result.atomEnergies, expected) { #expect(abs(a - b) < 1e-13 * scale) }
      #expect(deviation(result.forces, forces) < 1e-12 * scale)
    }
  }

  @Test("second derivatives", arguments: NEPSubject.all)
  func curvature(subject: NEPSubject) throws {
    let reference = NEPReference(subject.potential)
    var generator = Samples.Generator(state: 23)
    for structure in structures(subject) {
      let (u, w) = (generator.vectors(structure.count), generator.vectors(structure.count))
      let product = try subject.potential.hessianVectorProduct(of: structure, along: u)
      let expected = try reference.curvature(of: structure, along: u, and: w)
      #expect(abs(dot(product, w) - expected) < 1e-11 * max(1, size(product)))
    }
  }
}
