import Atomistics
import Potentials
import Testing

@Suite("Conformance: forces and virial are derivatives of the energy")
struct FirstDerivativeTests {
  @Test("forces = −∂E/∂R along random directions", arguments: Subject.all)
  func forces(subject: Subject) throws {
    var generator = Samples.Generator(state: 21)
    for structure in subject.structures {
      let forces = try subject.potential.forces(structure)
      for _ in 0..<3 {
        let direction = generator.vectors(structure.count)
        let slope = try derivative { try subject.potential.energy(structure.displaced($0, along: direction)) }
        // Fourth-order differences of step 10⁻³ Å: 10⁻¹² f⁽⁵⁾ and rounding of 10⁻¹³/10⁻³.
        #expect(abs(slope + dot(forces, direction)) < 1e-7 * max(1, size(forces)))
      }
      #expect(size(forces) > 0.01)
    }
  }

  @Test("forces add up to zero", arguments: Subject.all)
  func forceSum(subject: Subject) throws {
    for structure in subject.structures {
      let forces = try subject.potential.forces(structure)
      #expect(forces.reduce(.zero, +).norm < 1e-12 * max(1, size(forces)))
    }
  }

  @Test("virial = −∂E/∂strain", arguments: Subject.all)
  func virial(subject: Subject) throws {
    var generator = Samples.Generator(state: 22)
    for structure in subject.structures {
      let virial = try subject.potential.evaluate([structure]).virials[0]
      for _ in 0..<3 {
        let strain = Matrix3((0..<9).map { _ in generator.uniform() })
        let slope = try derivative { try subject.potential.energy(structure.strained(by: $0 * strain)) }
        let product = zip(virial.elements, strain.elements).reduce(0) { $0 + $1.0 * $1.1 }
        let scale = virial.elements.map(abs).max() ?? 0
        #expect(abs(slope + product) < 1e-7 * max(1, scale))
        // Turning the structure costs nothing, so the virial is symmetric.
        #expect((virial - virial.transpose).elements.allSatisfy { abs($0) < 1e-12 * max(1, scale) })
      }
    }
  }

  @Test("atom energies add up to the energy", arguments: Subject.all)
  func atomEnergies(subject: Subject) throws {
    let evaluation = try subject.potential.evaluate(subject.structures)
    let (first, count) = (subject.structures[0].count, evaluation.atomEnergies.count)
    for (structure, atoms) in [0..<first, first..<count].enumerated() {
      let sum = evaluation.atomEnergies[atoms].reduce(0, +)
      #expect(abs(sum - evaluation.energies[structure]) < 1e-12 * max(1, abs(sum)))
    }
  }
}
