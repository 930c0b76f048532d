import Atomistics
import Foundation
import Interchange
import Potentials
import Testing

@Suite("Sets of n2p2 give the numbers of n2p2")
struct GoldenSetTests {
  @Test("energies and forces", arguments: GoldenSet.all)
  func energiesAndForces(set: GoldenSet) throws {
    let potential = try N2P2Set.read(set.folder, units: .electronvolt)
    let structure = try set.structure()
    let energy = try #require(structure.labels.energy)
    let forces = try #require(structure.labels.forces)
    #expect(abs(try ACSFReference(potential).energy(of: structure.configuration) - energy) < 1e-11)
    var evaluator = try potential.makeEvaluator(
      for: [structure.configuration], options: EvaluationOptions(precision: .double))
    try evaluator.evaluate(positions: structure.configuration.positions)
    // n2p2's energy is given to fifteen digits of 150 to 230.
    #expect(abs(evaluator.evaluation.energies[0] - energy) < 1e-11)
    for (found, expected) in zip(evaluator.evaluation.forces, forces) {
      // Forces of the golden data are differences of energies of order four, good to some 10⁻⁹.
      let difference = found - expected
      #expect((difference * difference).sum().squareRoot() < 1e-8)
    }
  }

  @Test("values and order of symmetry functions", arguments: GoldenSet.all.filter { !$0.name.hasPrefix("cp2k") })
  func features(set: GoldenSet) throws {
    let potential = try N2P2Set.read(set.folder, units: .electronvolt)
    let configuration = try set.structure().configuration
    let found = try ACSFReference(potential).features(of: configuration)
    for (symbol, values) in try set.featureValues() {
      let element = try #require(Element(symbol: symbol))
      let atom = try #require(configuration.elements.firstIndex(of: element))
      #expect(found[atom].count == values.count)
      for (a, b) in zip(found[atom], values) { #expect(abs(a - b) < 1e-12 * max(1, abs(b))) }
    }
  }

  @Test("a set in bohr and hartree is the same set in other units")
  func units() throws {
    let set = GoldenSet(name: "cp2k_bohr_ct2")
    let plain = try N2P2Set.read(set.folder, units: .electronvolt)
    let atomic = try N2P2Set.read(set.folder)
    let structure = try set.structure().configuration
    var stretched = structure
    stretched.positions = structure.positions.map { N2P2Units.atomic.length * $0 }
    stretched.cell = structure.cell.map { Cell(N2P2Units.atomic.length * $0.vectors) }
    let energy = try ACSFReference(plain).energy(of: structure)
    let other = try ACSFReference(atomic).energy(of: stretched) / N2P2Units.atomic.energy
    #expect(abs(energy - other) < 1e-12 * abs(energy))
  }
}
