import Atomistics
import Potentials
import Testing

/// A density potential after a fit: single atoms have their reference energies, and the fitted energies are what they were.
@Suite("Conformance: a single atom has its reference energy")
struct SingleAtomTests {
  private func structures(_ subject: DensitySubject) -> [LabeledConfiguration] {
    let symbols = subject.potential.elements.map(\.symbol)
    return [
      Samples.configuration(symbols, count: 7, edge: 4, periodic: false, seed: 21),
      Samples.configuration(symbols, count: 6, edge: 4, periodic: true, seed: 22),
    ].map { LabeledConfiguration($0, Labels()) }
  }

  /// Energies and forces of the subject as it comes out of a fit, without limits, and after `settled`.
  private func settle(
    _ subject: DensitySubject, atomEnergies: [Double]?
  ) throws -> (settled: DensityPotential, before: Evaluation, after: Evaluation) {
    var potential = subject.potential
    potential.singleAtomLimits = potential.elements.map { _ in SingleAtomLimit() }
    let structures = structures(subject)
    let settled = try potential.settled(atomEnergies: atomEnergies, on: structures)
    let configurations = structures.map(\.configuration)
    return (settled, try potential.evaluate(configurations), try settled.evaluate(configurations))
  }

  private func expectSame(_ before: Evaluation, _ after: Evaluation) {
    // The shift of the reference energies, some 10 eV, is rounded once more.
    for (a, b) in zip(before.energies, after.energies) { #expect(abs(a - b) < 1e-12 * max(1, abs(a))) }
    #expect(deviation(before.forces, after.forces) < 1e-12 * max(1, size(before.forces)))
  }

  @Test("energies of isolated atoms that are given", arguments: Subject.density)
  func given(subject: DensitySubject) throws {
    let given = subject.potential.elements.map { -1.37 * Double($0.atomicNumber) }
    let (settled, before, after) = try settle(subject, atomEnergies: given)
    expectSame(before, after)
    #expect(settled.referenceEnergies == given)
    for (element, energy) in zip(settled.elements, given) {
      let atom = Configuration(elements: [element], positions: [[1, 2, 3]])
      #expect(try abs(settled.energy(atom) - energy) < 1e-13 * abs(energy) + 1e-14)
      #expect(try abs(DensityReference(settled).energy(of: atom) - energy) < 1e-13 * abs(energy) + 1e-14)
    }
    // Once more changes nothing, though the limits act on single atoms by now.
    let again = try settled.settled(atomEnergies: given, on: structures(subject))
    for (a, b) in zip(settled.singleAtomLimits, again.singleAtomLimits) {
      #expect(abs(a.energy - b.energy) < 1e-12 && a.neighbors == b.neighbors)
    }
  }

  @Test("elements that later data lack keep their limits", arguments: Subject.density.filter { $0.potential.elements.count > 1 })
  func lacking(subject: DensitySubject) throws {
    let given = subject.potential.elements.map { -1.37 * Double($0.atomicNumber) }
    let settled = try settle(subject, atomEnergies: given).settled
    let first = Samples.configuration([settled.elements[0].symbol], count: 5, edge: 4, periodic: false, seed: 23)
    let again = try settled.settled(atomEnergies: given, on: [LabeledConfiguration(first, Labels())])
    #expect(again.singleAtomLimits[0].neighbors != settled.singleAtomLimits[0].neighbors)
    for (element, energy) in zip(settled.elements, given).dropFirst() {
      let atom = Configuration(elements: [element], positions: [.zero])
      #expect(try abs(again.energy(atom) - energy) < 1e-13 * abs(energy) + 1e-14)
    }
    #expect(again.singleAtomLimits.dropFirst().map(\.neighbors) == settled.singleAtomLimits.dropFirst().map(\.neighbors))
  }

  @Test("fitted reference energies", arguments: Subject.density)
  func fitted(subject: DensitySubject) throws {
    let (settled, before, after) = try settle(subject, atomEnergies: nil)
    expectSame(before, after)
    #expect(settled.singleAtomLimits.allSatisfy { $0 == SingleAtomLimit() })
    for (element, energy) in zip(settled.elements, settled.referenceEnergies) {
      let atom = Configuration(elements: [element], positions: [.zero])
      #expect(try abs(settled.energy(atom) - energy) < 1e-13 * max(1, abs(energy)))
    }
  }

  @Test("an atom that leaves reaches it smoothly: no step of energy or force")
  func dissociation() throws {
    let subject = try #require(Subject.density.last)
    let given = subject.potential.elements.map { -1.37 * Double($0.atomicNumber) }
    let settled = try settle(subject, atomEnergies: given).settled
    let pair = Configuration(elements: settled.elements, positions: [.zero, [1, 0, 0]])
    let step = 0.01
    var last: (energy: Double, force: Double)?
    for distance in stride(from: 1.0, to: settled.cutoff + 0.1, by: step) {
      var moved = pair
      moved.positions[1].x = distance
      let (energy, force) = (try settled.energy(moved), try settled.forces(moved)[1].x)
      if let last {
        // The trapezoid's error is step³/12 times a third derivative, here of less than 1000 eV/Å³.
        #expect(abs(last.energy - energy - 0.5 * step * (last.force + force)) < 1e-4, "\(distance) Å")
      }
      last = (energy, force)
    }
    #expect(try abs(#require(last).energy - given[0] - given[1]) < 1e-12 * 100)
  }
}
