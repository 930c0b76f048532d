import Atomistics

/// How often each frame occurs, to tell whether two data sets hold the same frames in any order.
///
/// Frames are known by 64-bit hashes of all their numbers and texts; that different data pass for equal has a
/// probability of 2⁻⁶⁴ a frame. Memory: 16 bytes a frame.
struct FrameTally {
  private var counts: [Int: Int] = [:]

  /// Counts a frame.
  mutating func add(_ frame: LabeledConfiguration) { counts[frame.digest, default: 0] += 1 }

  /// Takes a frame away; `false` where there is none left.
  mutating func remove(_ frame: LabeledConfiguration) -> Bool {
    let digest = frame.digest
    guard let count = counts[digest] else { return false }
    counts[digest] = count == 1 ? nil : count - 1
    return true
  }

  var isEmpty: Bool { counts.isEmpty }
}

extension LabeledConfiguration {
  /// A hash of everything but the place that it was read from.
  fileprivate var digest: Int {
    var copy = self
    copy.name = ""
    var hasher = Hasher()
    hasher.combine(copy)
    return hasher.finalize()
  }
}
