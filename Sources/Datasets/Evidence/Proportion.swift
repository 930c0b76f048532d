/// How one quantity grows in proportion to another: y = slope · x by weighted least squares.
public struct Proportion: Sendable, Hashable {
  /// One observation.
  struct Point {
    var x: Double
    var y: Double
    var weight: Double
  }

  /// Σ w x y / Σ w x².
  public let slope: Double
  /// The standard error of the slope, whatever the spread of the points (White 1980, doi:10.2307/1912934).
  public let uncertainty: Double
  /// Σ w x y / √(Σ w x² Σ w y²): 1 or −1 for an exact proportion.
  public let correlation: Double
  /// The number of points.
  public let count: Int

  /// Fits a proportion, or `nil` where all x or all y are zero.
  init?(_ points: [Point]) {
    var (xx, xy, yy) = (0.0, 0.0, 0.0)
    for point in points {
      xx += point.weight * point.x * point.x
      xy += point.weight * point.x * point.y
      yy += point.weight * point.y * point.y
    }
    guard xx > 0, yy > 0, xx.isFinite, yy.isFinite else { return nil }
    let ratio = xy / xx
    let scatter = points.reduce(0) { sum, point in
      let term = point.weight * point.x * (point.y - ratio * point.x)
      return sum + term * term
    }
    slope = ratio
    uncertainty = scatter.squareRoot() / xx
    correlation = xy / (xx * yy).squareRoot()
    count = points.count
  }

  /// Whether there are enough points on the line to call it one.
  var isClear: Bool { count >= 6 && abs(correlation) > 0.9 }
}

extension Proportion: CustomStringConvertible {
  /// `−1.02 ± 0.01 (correlation −0.999, 40 points)`.
  public var description: String {
    "\(rounded(slope)) ± \(rounded(uncertainty)) (correlation \(rounded(correlation)), \(count) points)"
  }
}
