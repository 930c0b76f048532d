/// Mean absolute and root-mean-square error of a stream of numbers, without keeping them.
public struct ErrorStatistics: Sendable, Hashable {
  /// How many errors were added.
  public private(set) var count = 0

  /// The largest absolute error.
  public private(set) var largest = 0.0

  private var sumOfMagnitudes = 0.0
  private var sumOfSquares = 0.0

  /// Statistics of nothing yet.
  public init() {}

  /// Adds one error, predicted minus reference.
  public mutating func add(_ error: Double) {
    count += 1
    sumOfMagnitudes += abs(error)
    sumOfSquares += error * error
    // A comparison with NaN is false, so NaN is taken over by hand: a broken prediction must show.
    if !largest.isNaN, !(abs(error) <= largest) { largest = abs(error) }
  }

  /// The mean absolute error Σ|e|/n, or `nil` when there is nothing to average.
  public var meanAbsolute: Double? { count == 0 ? nil : sumOfMagnitudes / Double(count) }

  /// The root-mean-square error √(Σe²/n), or `nil` when there is nothing to average.
  public var rootMeanSquare: Double? {
    count == 0 ? nil : (sumOfSquares / Double(count)).squareRoot()
  }
}
