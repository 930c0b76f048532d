import Atomistics

/// How numbers are spread, from one pass in bounded memory.
///
/// Count, extremes, mean and standard deviation are those of all numbers (Welford 1962,
/// doi:10.1080/00401706.1962.10490022); quantiles and histogram are those of a random sample of at most 4096 of
/// them, every one with the same chance (reservoir sampling, Vitter 1985, doi:10.1145/3147.3165).
public struct Distribution: Sendable {
  public private(set) var count = 0
  public private(set) var minimum = Double.infinity
  public private(set) var maximum = -Double.infinity
  public private(set) var mean = 0.0
  private var squares = 0.0
  private var sample: [Double] = []
  private var generator = RandomGenerator(seed: 1)

  /// The largest size of the sample.
  public static let sampleSize = 4096

  public init() {}

  /// Whether quantiles and histogram are those of a part of the numbers.
  public var isSampled: Bool { count > Distribution.sampleSize }

  /// The standard deviation.
  public var deviation: Double { count > 1 ? (squares / Double(count - 1)).squareRoot() : 0 }

  /// Adds a number.
  public mutating func add(_ value: Double) {
    count += 1
    minimum = min(minimum, value)
    maximum = max(maximum, value)
    let difference = value - mean
    mean += difference / Double(count)
    squares += difference * (value - mean)
    if sample.count < Distribution.sampleSize {
      sample.append(value)
    } else {
      let place = Int(generator.next() % UInt64(count))
      if place < sample.count { sample[place] = value }
    }
  }

  /// The number below which a share (0-1) of the sample lies; NaN for no numbers.
  public func quantile(_ share: Double) -> Double {
    guard !sample.isEmpty else { return .nan }
    let sorted = sample.sorted()
    return sorted[min(Int(share * Double(sorted.count)), sorted.count - 1)]
  }

  /// A bar of a histogram.
  public struct Bar: Sendable, Hashable, Codable {
    public var lower: Double
    public var upper: Double
    /// The share of the numbers, 0-1.
    public var share: Double
  }

  /// The shares of the numbers in bars of equal width, from the first to the last hundredth; a bar more at
  /// either end holds what lies beyond.
  ///
  /// - Parameter bars: At least 1. There is a single bar where all numbers are equal.
  public func histogram(bars: Int) -> [Bar] {
    guard !sample.isEmpty else { return [] }
    let sorted = sample.sorted()
    let (lower, upper) = (quantile(0.01), quantile(0.99))
    let width = (upper - lower) / Double(bars)
    guard width > 0, width.isFinite else { return [Bar(lower: minimum, upper: maximum, share: 1)] }
    var counts = [Int](repeating: 0, count: bars)
    var (below, above) = (0, 0)
    for value in sorted {
      if value < lower {
        below += 1
      } else if value > upper {
        above += 1
      } else {
        counts[min(Int((value - lower) / width), bars - 1)] += 1
      }
    }
    let total = Double(sorted.count)
    var result = counts.enumerated().map { index, count in
      Bar(
        lower: lower + Double(index) * width, upper: lower + Double(index + 1) * width,
        share: Double(count) / total)
    }
    if below > 0 { result.insert(Bar(lower: minimum, upper: lower, share: Double(below) / total), at: 0) }
    if above > 0 { result.append(Bar(lower: upper, upper: maximum, share: Double(above) / total)) }
    return result
  }
}
