import Atomistics
import Foundation
import Potentials
import Testing

@Suite("Conformance: the cutoff")
struct CutoffTests {
  /// Two atoms that interact, and a third that comes within the cutoff of the first by `depth`.
  private func configuration(_ subject: Subject, depth: Double) -> Configuration {
    let element = subject.potential.elements[0]
    return Configuration(
      elements: [element, element, element],
      positions: [.zero, [-0.4, 1.2, 0.3], [subject.potential.cutoff - depth, 0, 0]])
  }

  /// The exponents with which energy, forces and Hessian deviate from those of the separated atom.
  ///
  /// With a cutoff function ~ depthⁿ they are n, n − 1 and n − 2: with n = 4 energy, forces, Hessian and third
  /// derivatives are continuous, with n = 2 the Hessian jumps.
  @Test("energy, forces and Hessian fade out with the powers that the family states", arguments: Subject.all)
  func order(subject: Subject) throws {
    let potential = subject.potential
    func values(_ depth: Double) throws -> (Double, [SIMD3<Double>], [Double]) {
      let configuration = configuration(subject, depth: depth)
      return (
        try potential.energy(configuration), try potential.forces(configuration),
        try potential.hessian(of: configuration).values
      )
    }
    let outside = try values(-0.02)
    func differences(_ depth: Double) throws -> [Double] {
      let inside = try values(depth)
      return [
        abs(inside.0 - outside.0),
        // The forces of the third atom, and its rows of the Hessian, are zero outside.
        inside.1[2].norm,
        inside.2[54...].map(abs).max() ?? 0,
      ]
    }
    #expect(outside.1[2] == .zero)
    #expect(outside.2[54...].allSatisfy { $0 == 0 })
    let (near, far) = (try differences(0.01), try differences(0.02))
    guard let fadingOrder = subject.cutoffOrder else {
      // exp(−1/(1 − r²/r_c²)) with a depth of 0.02 Å within some 3.6 Å is e^−90; rounding is all that is left.
      #expect(far.allSatisfy { $0 < 1e-12 })
      return
    }
    for index in 0..<3 {
      let order = fadingOrder - Double(index)
      let found = log2(far[index] / near[index])
      // The next power of the depth shifts the exponent by some depth/width ~ 0.02/0.7.
      #expect(abs(found - order) < 0.1, "derivative \(index): exponent \(found)")
    }
  }

  @Test("distant structures do not interact", arguments: Subject.all)
  func distantAtoms(subject: Subject) throws {
    let molecule = subject.molecule
    let other = molecule.displaced(1, along: molecule.positions.map { _ in [60, -50, 70] })
    let both = Configuration(
      elements: molecule.elements + other.elements, positions: molecule.positions + other.positions)
    let one = try subject.potential.evaluate([molecule])
    let two = try subject.potential.evaluate([both])
    let scale = max(1, abs(one.energies[0]), size(one.forces))
    // Rounding of coordinates near 100 Å.
    #expect(abs(two.energies[0] - 2 * one.energies[0]) < 1e-11 * scale)
    #expect(deviation(two.forces, one.forces + one.forces) < 1e-11 * scale)
    let hessian = try subject.potential.hessian(of: both)
    let half = 3 * molecule.count
    for row in 0..<half {
      #expect((half..<2 * half).allSatisfy { hessian[row, $0] == 0 })
    }
  }
}
