import Testing
import Training

@Suite("Mean errors")
struct ErrorSumsTests {
  @Test("mean absolute and root mean square error")
  func statistic() {
    var statistic = ErrorSums().force
    #expect(statistic.meanAbsolute.isNaN && statistic.rootMeanSquare.isNaN)
    for error in [3.0, -4, 0, 1] { statistic.add(error) }
    #expect(statistic.meanAbsolute == 2 && statistic.count == 4)
    #expect(statistic.rootMeanSquare == (26.0 / 4).squareRoot())
  }

  @Test("sums of two parts are those of the whole")
  func addition() {
    var (first, second, whole) = (ErrorSums(), ErrorSums(), ErrorSums())
    for (index, error) in [0.5, -1.5, 2, 4].enumerated() {
      whole.force.add(error)
      whole.energyPerAtom.add(2 * error)
      whole.virialPerAtom.add(-error)
      if index < 2 { first.force.add(error) } else { second.force.add(error) }
      if index < 2 { first.energyPerAtom.add(2 * error) } else { second.energyPerAtom.add(2 * error) }
      if index < 2 { first.virialPerAtom.add(-error) } else { second.virialPerAtom.add(-error) }
    }
    (first.loss, first.structures, second.loss, second.structures) = (1.5, 2, 2.5, 3)
    (whole.loss, whole.structures) = (4, 5)
    first.add(second)
    #expect(first == whole)
    #expect(first.meanLoss == 0.8 && ErrorSums().meanLoss == 0)
  }
}
