import Atomistics
import Interchange
import Testing

@Suite struct TrainingRangeTests {
  @Test func rangesAreThoseOfTheStructures() throws {
    let hydrogen = try #require(Element(symbol: "H"))
    let oxygen = try #require(Element(symbol: "O"))
    let water = Configuration(
      elements: [oxygen, hydrogen, hydrogen], positions: [[0, 0, 0], [0.96, 0, 0], [0, 1.5, 0]])
    var range = TrainingRange()
    try range.include(
      LabeledConfiguration(water, Labels(energy: -30, forces: [[1, 2, 3], [-4, 0, 0], .zero])),
      cutoff: 5)
    try range.include(LabeledConfiguration(water, Labels(energy: -33)), cutoff: 5)
    #expect(range.structures == 2)
    #expect(range.atoms == 6)
    #expect(range.atomCounts == [hydrogen: 4, oxygen: 2])
    #expect(range.energyPerAtom == TrainingRange.Bounds(lower: -11, upper: -10))
    #expect(range.forceComponent == TrainingRange.Bounds(lower: -4, upper: 3))
    #expect(range.smallestDistance == 0.96)
    #expect(range.smallestDistances.map { "\($0.first)-\($0.second)" } == ["H-H", "H-O"])
    let apart = (0.96 * 0.96 + 1.5 * 1.5).squareRoot()
    #expect(abs(range.smallestDistances[0].distance - apart) < 1e-12)
  }

  @Test func periodicImagesCount() throws {
    let silicon = try #require(Element(symbol: "Si"))
    let crystal = Configuration(
      elements: [silicon], positions: [.zero],
      cell: Cell(Matrix3([2.5, 0, 0], [0, 3, 0], [0, 0, 4])))
    var range = TrainingRange()
    try range.include(LabeledConfiguration(crystal, Labels()), cutoff: 4.5)
    #expect(range.smallestDistance == 2.5)
    #expect(range.energyPerAtom == nil)
    #expect(range.forceComponent == nil)
  }
}
