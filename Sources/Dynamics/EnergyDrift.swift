/// The rate at which a quantity that should be constant changes: the slope of a linear regression.
public struct EnergyDrift: Sendable, Hashable {
  /// The slope in meV/atom/ps.
  public var slope: Double

  /// The standard error of the slope in meV/atom/ps.
  public var standardError: Double

  /// Whether the slope differs from zero by more than two standard errors.
  public var isSignificant: Bool { abs(slope) > 2 * standardError }

  /// Fits a line to energies by least squares.
  ///
  /// The energy oscillates, so that neighboring samples are not independent. The standard error is
  /// therefore that of a line through the means of up to twenty consecutive blocks of samples, which is
  /// right as long as a block is longer than the oscillations.
  ///
  /// - Parameters:
  ///   - times: In fs.
  ///   - energies: In eV, one for each time.
  ///   - atomCount: The number of atoms that share the energy.
  /// - Returns: `nil` with fewer than three samples, or samples all at one time.
  public init?(times: [Double], energies: [Double], atomCount: Int) {
    precondition(times.count == energies.count, "one energy for each time")
    guard let line = Line(times, energies) else { return nil }
    let blockCount = min(times.count, 20)
    let bounds = (0...blockCount).map { $0 * times.count / blockCount }
    func means(_ values: [Double]) -> [Double] {
      zip(bounds, bounds.dropFirst()).map { values[$0..<$1].reduce(0, +) / Double($1 - $0) }
    }
    guard let blocks = Line(means(times), means(energies)) else { return nil }
    // 1 eV/fs is 10⁶ meV/ps.
    slope = line.slope * 1e6 / Double(atomCount)
    standardError = blocks.standardError * 1e6 / Double(atomCount)
  }

  /// The mean of the drifts of several replicas.
  ///
  /// The standard error is that of the mean of independent values; of a single value, its own.
  public init?(meanOf drifts: [EnergyDrift]) {
    guard let first = drifts.first else { return nil }
    guard drifts.count > 1 else {
      self = first
      return
    }
    let count = Double(drifts.count)
    let mean = drifts.reduce(0) { $0 + $1.slope } / count
    let squares = drifts.reduce(0) { $0 + ($1.slope - mean) * ($1.slope - mean) }
    slope = mean
    standardError = (squares / (count - 1) / count).squareRoot()
  }
}

/// A line fitted by least squares to at least three points.
private struct Line {
  var slope: Double
  var standardError: Double

  init?(_ x: [Double], _ y: [Double]) {
    let count = Double(x.count)
    guard x.count > 2 else { return nil }
    let (meanX, meanY) = (x.reduce(0, +) / count, y.reduce(0, +) / count)
    var (xx, xy) = (0.0, 0.0)
    for (a, b) in zip(x, y) {
      xx += (a - meanX) * (a - meanX)
      xy += (a - meanX) * (b - meanY)
    }
    guard xx > 0 else { return nil }
    slope = xy / xx
    var residual = 0.0
    for (a, b) in zip(x, y) {
      let error = b - meanY - slope * (a - meanX)
      residual += error * error
    }
    standardError = (residual / (count - 2) / xx).squareRoot()
  }
}
