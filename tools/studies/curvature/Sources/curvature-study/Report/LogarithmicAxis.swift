internal import Foundation

/// A logarithmic axis over some values.
struct LogarithmicAxis {
  private let lower, upper, start, end: Double

  /// - Parameters:
  ///   - start: Where the smallest value stands.
  ///   - end: Where the largest one stands.
  init(_ values: [Double], from start: Double, to end: Double) {
    (lower, upper) = (log((values.min() ?? 1) * 0.85), log((values.max() ?? 1) * 1.15))
    (self.start, self.end) = (start, end)
  }

  func place(_ value: Double) -> Double {
    let place = start + (log(value) - lower) / (upper - lower) * (end - start)
    return (10 * place).rounded() / 10
  }

  /// 1, 2 and 5 times powers of ten within the axis.
  var ticks: [Double] {
    (-6...6).flatMap { power in [1, 2, 5].map { $0 * pow(10, Double(power)) } }
      .filter { (lower...upper).contains(log($0)) }
  }
}
