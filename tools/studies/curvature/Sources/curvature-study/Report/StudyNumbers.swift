internal import Foundation

/// How numbers are written.
enum StudyNumbers {
  /// Three significant digits.
  static func short(_ value: Double) -> String {
    let digits = value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3
    return String(format: "%.\(digits)f", value)
  }

  /// A change in percent, or a factor of at least two.
  static func change(_ ratio: Double) -> String {
    guard ratio < 2 else { return "× " + short(ratio) }
    let percent = Int((100 * (ratio - 1)).rounded())
    return percent < 0 ? "−\(-percent) %" : "+\(percent) %"
  }
}

/// Mean and standard deviation.
struct Spread {
  let mean, deviation: Double
  /// How many numbers there are.
  let count: Int

  /// Summarizes some numbers; `nil` for none.
  init?(_ values: [Double]) {
    guard !values.isEmpty else { return nil }
    let mean = values.reduce(0, +) / Double(values.count)
    let square = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    self.mean = mean
    count = values.count
    deviation = (square / Double(max(values.count - 1, 1))).squareRoot()
  }
}
