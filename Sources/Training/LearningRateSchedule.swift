internal import Foundation

/// A linear warm-up followed by a cosine decay, as a function of the progress of the fit.
public struct LearningRateSchedule: Sendable, Hashable {
  /// The largest rate.
  public var peak: Double
  /// The last rate as a fraction of the largest.
  public var finalFraction: Double
  /// The fraction of the fit over which the rate rises from zero.
  public var warmUp: Double

  /// Creates a schedule.
  public init(peak: Double, finalFraction: Double, warmUp: Double) {
    self.peak = peak
    self.finalFraction = finalFraction
    self.warmUp = warmUp
  }

  /// The rate at a progress from 0 (start) to 1 (end).
  public func rate(at progress: Double) -> Double {
    if progress < warmUp { return peak * max(progress / warmUp, 1e-3) }
    let position = min(max((progress - warmUp) / max(1 - warmUp, 1e-12), 0), 1)
    return peak * (finalFraction + (1 - finalFraction) * 0.5 * (1 + cos(Double.pi * position)))
  }
}
