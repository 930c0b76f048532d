import Atomistics

/// Finds frames that are there twice, in one set or in two that should have none in common.
///
/// Every frame leaves a sketch of four numbers (``StructureSketch``), which equal structures share however they
/// are turned, shifted or numbered: 32 bytes a frame. Frames with equal sketches are read again and compared
/// atom by atom (``EnvironmentMatch``).
struct FrameComparison {
  /// One frame of one of the sets.
  private struct Entry {
    var sketch: SIMD4<Float>
    var composition: Int32
    var frame: Int32
    /// The set: a split of the file, or the file to compare with.
    var set: Int32
  }

  private var entries: [Entry] = []
  private var compositions: [[Element: Int]: Int32] = [:]
  private var sets: [String: Int32] = [:]

  /// Distances that differ by less are the same but for rounding, in Å.
  private static let equality = 1e-3
  /// Distances that differ by less are nearly the same, in Å.
  private static let likeness = 0.01
  /// Beyond this number of frames only equal ones are looked for: nearly equal ones are too many to try.
  private static let largestSearch = 20_000
  /// So many pairs are compared atom by atom; after that, equal sketches are taken for equal frames.
  private static let comparisonLimit = 4000

  /// The set of frames of another file; no split has this name.
  static let otherFile = "\u{0}"

  /// Whether two sets should have no frame in common: two splits, or two files. Frames without a split are in
  /// no set of their file that could leak.
  private static func mustDiffer(_ first: String, _ second: String) -> Bool {
    first != second && (first == otherFile || second == otherFile || (!first.isEmpty && !second.isEmpty))
  }

  /// Whether nearly equal frames are looked for as well.
  var findsSimilar: Bool { entries.count <= FrameComparison.largestSearch }

  /// - Parameter set: What the frame belongs to.
  mutating func add(_ configuration: Configuration, index: Int, set: String) {
    let counts = configuration.elementCounts
    let composition = compositions[counts] ?? Int32(compositions.count)
    compositions[counts] = composition
    let number = sets[set] ?? Int32(sets.count)
    sets[set] = number
    entries.append(
      Entry(
        sketch: SIMD4<Float>(StructureSketch.values(of: configuration)), composition: composition,
        frame: Int32(index), set: number))
  }

  /// Two frames that are equal or nearly so.
  struct Match {
    /// The places and sets of both, the one to keep first.
    var kept: Int
    var keptSet: String
    var other: Int
    var otherSet: String
    /// How much distances differ at most, in Å.
    var difference: Double
    /// Whether the coordinates are the same number by number.
    var isIdentical: Bool

    var isExact: Bool { difference < FrameComparison.equality }
    var isLeak: Bool { FrameComparison.mustDiffer(keptSet, otherSet) }
  }

  /// The matches: for each frame at most one in its own set and one in another set.
  ///
  /// - Parameters:
  ///   - first: The set whose frames are to be kept when another has them as well.
  ///   - frame: A frame by place and set.
  func matches(
    keeping first: String?, frame: @escaping (Int, String) throws -> LabeledConfiguration
  ) throws -> [Match] {
    let names = Dictionary(uniqueKeysWithValues: sets.map { ($0.value, $0.key) })
    let sorted = entries.sorted {
      ($0.composition, $0.sketch.x, $0.set, $0.frame) < ($1.composition, $1.sketch.x, $1.set, $1.frame)
    }
    // Equal structures have equal sketches but for the rounding of coordinates to some 10⁻⁵ Å.
    let tolerance: Float = findsSimilar ? 0.01 : 1e-5
    var remaining = FrameComparison.comparisonLimit
    var frames = DescribedFrames(frame)
    var matches: [Match] = []
    for (position, own) in sorted.enumerated() {
      var (needsOwn, needsOther) = (true, true)
      for other in sorted[..<position].reversed() {
        guard other.composition == own.composition, own.sketch.x - other.sketch.x <= tolerance else { break }
        let (a, b) = (names[own.set] ?? "", names[other.set] ?? "")
        let isLeak = FrameComparison.mustDiffer(a, b)
        guard isLeak ? needsOther : needsOwn else { continue }
        let distance = own.sketch - other.sketch
        guard max(abs(distance.y), abs(distance.z), abs(distance.w)) <= tolerance else { continue }
        var comparison: (difference: Double, isIdentical: Bool)?
        if remaining > 0 {
          remaining -= 1
          let mine = try frames.description(Int(own.frame), a)
          let its = try frames.description(Int(other.frame), b)
          comparison = its.environments.difference(from: mine.environments, limit: FrameComparison.likeness)
            .map { ($0, its.frame.isNumericallyEqual(to: mine.frame)) }
        } else if (distance * distance).sum() < 1e-12 {
          comparison = (0, false)
        }
        guard let comparison else { continue }
        if isLeak { needsOther = false } else { needsOwn = false }
        let keepsOwn = isLeak ? a == first || (b != first && a < b) : own.frame < other.frame
        let (kept, dropped) = keepsOwn ? ((own, a), (other, b)) : ((other, b), (own, a))
        matches.append(
          Match(
            kept: Int(kept.0.frame), keptSet: kept.1, other: Int(dropped.0.frame), otherSet: dropped.1,
            difference: comparison.difference, isIdentical: comparison.isIdentical))
        if !needsOwn, !needsOther { break }
      }
    }
    return matches
  }
}

/// The frames that were compared last: those with similar sketches are wanted again soon.
private struct DescribedFrames {
  struct Description {
    var frame: Configuration
    var environments: EnvironmentMatch
  }

  private struct Key: Hashable {
    var index: Int
    var set: String
  }

  private static let limit = 512
  private var known: [Key: Description] = [:]
  private let frame: (Int, String) throws -> LabeledConfiguration

  init(_ frame: @escaping (Int, String) throws -> LabeledConfiguration) { self.frame = frame }

  /// The description of a frame, which is read where it is not known.
  mutating func description(_ index: Int, _ set: String) throws -> Description {
    let key = Key(index: index, set: set)
    if let description = known[key] { return description }
    let configuration = try frame(index, set).configuration
    let description = Description(frame: configuration, environments: EnvironmentMatch(configuration))
    if known.count >= DescribedFrames.limit { known.removeAll(keepingCapacity: true) }
    known[key] = description
    return description
  }
}

extension Configuration {
  /// Whether elements, positions and cell are the same but for rounding to 10⁻⁶ Å.
  fileprivate func isNumericallyEqual(to other: Configuration) -> Bool {
    func areClose(_ a: SIMD3<Double>, _ b: SIMD3<Double>) -> Bool { (a - b).norm < 1e-6 }
    let cells = (cell?.vectors ?? .zero, other.cell?.vectors ?? .zero)
    return elements == other.elements && zip(positions, other.positions).allSatisfy(areClose)
      && (0..<3).allSatisfy { areClose(cells.0[$0], cells.1[$0]) }
  }
}
