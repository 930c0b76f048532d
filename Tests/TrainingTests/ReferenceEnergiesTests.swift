import Atomistics
import Testing
import Training

@Suite("Reference energies by least squares")
struct ReferenceEnergiesTests {
  private let elements = ["H", "C", "O"].compactMap(Element.init(symbol:))

  private func molecule(_ counts: [Int], energy: Double?) -> LabeledConfiguration {
    let atoms = zip(elements, counts).flatMap { Array(repeating: $0, count: $1) }
    return LabeledConfiguration(
      Configuration(elements: atoms, positions: atoms.map { _ in .zero }), Labels(energy: energy))
  }

  @Test("planted energies come back")
  func planted() {
    let planted = [-13.5, -1030, -2040.25]
    let structures = [[4, 1, 0], [2, 0, 1], [0, 1, 2], [6, 2, 1], [2, 2, 0]].map { counts in
      molecule(counts, energy: zip(planted, counts).reduce(0) { $0 + $1.0 * Double($1.1) })
    }
    let found = ReferenceEnergies.leastSquares(
      of: structures + [molecule([1, 1, 1], energy: nil)], elements: elements)
    // The ridge of 10⁻⁹ of the trace moves energies of 2000 eV by some 10⁻⁵ eV.
    for (a, b) in zip(found, planted) { #expect(abs(a - b) < 1e-4) }
  }

  @Test("at one composition only the total is determined, and it is met")
  func constantComposition() {
    let structures = [-100.2, -100.0, -99.8].map { molecule([6, 2, 1], energy: $0) }
    let found = ReferenceEnergies.leastSquares(of: structures, elements: elements)
    #expect(abs(6 * found[0] + 2 * found[1] + found[2] + 100) < 1e-5)
    // The smallest energies that do so are in proportion to the numbers of atoms.
    for (energy, count) in zip(found, [6.0, 2, 1]) { #expect(abs(energy + 100 * count / 41) < 1e-5) }
  }

  @Test("an element that is not there, or no energies at all, give zero")
  func missing() {
    let structures = [molecule([2, 0, 0], energy: -31.8)]
    let found = ReferenceEnergies.leastSquares(of: structures, elements: elements)
    #expect(abs(found[0] + 15.9) < 1e-6 && found[1] == 0 && found[2] == 0)
    #expect(
      ReferenceEnergies.leastSquares(of: [molecule([1, 1, 1], energy: nil)], elements: elements) == [0, 0, 0])
  }
}
