/// Median, smallest and largest of some numbers.
struct Spread: Codable {
  var median: Double
  var minimum: Double
  var maximum: Double

  /// Summarizes at least one number.
  init(_ values: [Double]) {
    let sorted = values.sorted()
    let middle = sorted.count / 2
    median = sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
    minimum = sorted[0]
    maximum = sorted[sorted.count - 1]
  }
}
