import Atomistics
import Datasets
import Testing

@Suite struct DistributionTests {
  @Test func figuresOfAFewNumbers() {
    var distribution = Distribution()
    for value in [3.0, -1, 4, 1, -5] { distribution.add(value) }
    #expect(distribution.count == 5)
    #expect(distribution.minimum == -5)
    #expect(distribution.maximum == 4)
    #expect(abs(distribution.mean - 0.4) < 1e-15)
    // Σ (x − 0.4)² = 51.2; divided by 4 and rooted.
    #expect(abs(distribution.deviation - 12.8.squareRoot()) < 1e-14)
    #expect(distribution.quantile(0.5) == 1)
    #expect(!distribution.isSampled)
    #expect(Distribution().quantile(0.5).isNaN)
    #expect(Distribution().histogram(bars: 4) == [])
  }

  /// The width of a bar would be infinite.
  @Test func absurdNumbersMakeASingleBar() {
    var distribution = Distribution()
    for index in 0..<100 { distribution.add(index % 2 == 0 ? 1.7e308 : -1.7e308) }
    #expect(distribution.histogram(bars: 10).map(\.share) == [1])
  }

  @Test func barsHoldEverything() {
    var distribution = Distribution()
    for value in 0..<1000 { distribution.add(Double(value)) }
    distribution.add(1e6)
    let bars = distribution.histogram(bars: 10)
    #expect(bars.count == 12)
    #expect(abs(bars.reduce(0) { $0 + $1.share } - 1) < 1e-12)
    #expect(bars[0].lower == 0)
    #expect(bars[11].upper == 1e6)
    #expect(bars[1...10].allSatisfy { abs($0.share - 0.098) < 0.002 })
  }

  /// The sample stands for all of 50 000 uniform numbers: the standard error of a quantile at 0.5 is
  /// 0.5/√4096 = 0.008; five of these.
  @Test func theSampleIsFair() {
    var distribution = Distribution()
    for value in 0..<50_000 { distribution.add(Double(value) / 50_000) }
    #expect(distribution.isSampled)
    #expect(distribution.minimum == 0)
    for share in [0.1, 0.5, 0.9] { #expect(abs(distribution.quantile(share) - share) < 0.04) }
  }
}
