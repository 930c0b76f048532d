import Atomistics
import Testing

@testable import Training

@Suite("The selection of features")
struct FeatureSelectionTests {
  @Test("combinations of others and constants are left out")
  func redundancy() {
    var generator = RandomGenerator(seed: 5)
    let samples = (0..<60).map { _ in
      let (a, b, c) = (generator.gaussian(), generator.gaussian(), generator.gaussian())
      return [a, 3, 2 * a - b, b, 1e-9 * c, 0.01 * c, a + b]
    }
    let chosen = FeatureSelection(samples, limit: 7).chosen
    // Three independent ones of six that span a space of three; the small feature counts as much as large ones, that
    // which only Float64 could see does not.
    #expect(chosen.count == 3)
    #expect(chosen.contains(5) && !chosen.contains(1) && !chosen.contains(4))
  }

  @Test("the limit holds, and the choice is the same in every run")
  func limit() {
    var generator = RandomGenerator(seed: 6)
    let samples = (0..<40).map { _ in (0..<9).map { _ in generator.gaussian() } }
    let chosen = FeatureSelection(samples, limit: 4).chosen
    #expect(chosen.count == 4 && Set(chosen).count == 4)
    #expect(chosen == FeatureSelection(samples, limit: 4).chosen)
    #expect(FeatureSelection([], limit: 4).chosen.isEmpty)
  }
}
