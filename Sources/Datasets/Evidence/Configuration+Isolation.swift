import Atomistics

extension Configuration {
  /// Periodic images farther apart than this feel each other too little to hide a sign or unit, in Å.
  private static let isolatingGap = 10.0

  /// Whether it is a molecule: without a cell, or alone in one so large that it may be turned in it. Programs for
  /// crystals put molecules into large boxes.
  var isIsolated: Bool {
    guard let cell else { return true }
    guard cell.volume > 0 else { return false }
    let fractions = positions.map { $0 * cell.vectors.inverse }
    return (0..<3).allSatisfy { axis in
      guard cell.periodicity[axis] else { return true }
      let places = fractions.map { $0[axis] }
      let extent = (places.max() ?? 0) - (places.min() ?? 0)
      return (1 - extent) * cell.heights[axis] >= Configuration.isolatingGap
    }
  }
}
