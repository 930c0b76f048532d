/// The center and width of numbers, little affected by outliers.
struct RobustStatistics {
  /// The median.
  let center: Double
  /// 1.4826 times the median absolute deviation: the standard deviation where the numbers are normal.
  let width: Double

  /// The statistics of some numbers, or `nil` for none.
  init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let median = RobustStatistics.median(values)
    center = median
    width = 1.4826 * RobustStatistics.median(values.map { abs($0 - median) })
  }

  private static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }
}
