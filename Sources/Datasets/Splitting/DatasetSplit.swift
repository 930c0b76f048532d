import Atomistics

/// A division of the frames of a data set into parts, for training, validation and testing.
public struct DatasetSplit: Sendable {
  /// How frames are told apart.
  public enum Method: String, CaseIterable, Sendable {
    /// Each frame by chance.
    case random
    /// All frames of a formula go to the same part, formulas by chance.
    case formula
    /// All frames of a group of the file go to the same part, groups by chance.
    case group
    /// The frames of each group are cut into consecutive blocks: parts follow each other as in time.
    case time
    /// The first part takes the frames that are farthest apart in structure, the others share the rest by chance.
    case farthest
  }

  /// A part and its share of all frames.
  public struct Part: Sendable, Hashable {
    /// What it is called, for example `train`.
    public var name: String
    /// Its share of the frames, 0-1.
    public var share: Double

    public init(_ name: String, share: Double) {
      self.name = name
      self.share = share
    }
  }

  public let method: Method
  public let parts: [Part]
  public let seed: UInt64

  /// Farthest-point selection compares all frames with all chosen ones; beyond this it would take hours.
  public static let largestFarthest = 20_000

  /// Prepares a division.
  ///
  /// - Throws: `DatasetSplitError.badShares` unless the shares are not negative and add up to 1.
  public init(_ method: Method, parts: [Part], seed: UInt64 = 1) throws(DatasetSplitError) {
    let sum = parts.reduce(0) { $0 + $1.share }
    guard parts.allSatisfy({ $0.share >= 0 }), abs(sum - 1) < 1e-6 else {
      throw .badShares(parts.map(\.share))
    }
    self.method = method
    self.parts = parts.filter { $0.share > 0 }
    self.seed = seed
  }

  /// The part of each frame of a file, by place in `parts`.
  ///
  /// Cost: `random`, `group` and `time` read nothing; `formula` reads the file once, `farthest` once and compares
  /// all frames with those chosen.
  ///
  /// - Throws: `DatasetSplitError.tooFewUnits` where there are fewer formulas or groups than parts,
  ///   `tooManyFrames` for `farthest`; `DatasetError` for a frame that cannot be used.
  public func assignment(of file: DatasetFile) throws -> [Int] {
    var generator = RandomGenerator(seed: seed)
    switch method {
    case .random:
      return byOrder((0..<file.count).shuffled(using: &generator))
    case .formula:
      var formulas: [String] = []
      try file.forEachFrame { _, result in formulas.append(try result.get().configuration.formula) }
      return try byUnit(formulas, &generator)
    case .group:
      let names = file.groups.flatMap { group in group.frames.map { _ in group.name } }
      return try byUnit(names, &generator)
    case .time:
      return file.groups.flatMap { byOrder(Array(0..<$0.frames.count)) }
    case .farthest:
      return byOrder(try farthestOrder(file, &generator))
    }
  }

  /// The parts of frames 0 ..< count that come in some order, the first part first.
  private func byOrder(_ order: [Int]) -> [Int] {
    var assignment = [Int](repeating: parts.count - 1, count: order.count)
    var (end, start) = (0.0, 0)
    for (number, part) in parts.enumerated() {
      end += part.share
      // Rounded ends rather than rounded sizes, so that all frames are in some part.
      let stop = number == parts.count - 1 ? order.count : Int((end * Double(order.count)).rounded())
      for position in start..<max(start, stop) { assignment[order[position]] = number }
      start = max(start, stop)
    }
    return assignment
  }

  /// The parts of frames of which all with the same name stay together: each unit in turn goes to the part that
  /// lacks most.
  private func byUnit(_ names: [String], _ generator: inout RandomGenerator) throws(DatasetSplitError) -> [Int] {
    let sizes = names.reduce(into: [String: Int]()) { $0[$1, default: 0] += 1 }
    guard sizes.count >= parts.count else {
      throw .tooFewUnits(method, found: sizes.count, needed: parts.count)
    }
    var missing = parts.map { $0.share * Double(names.count) }
    var chosen: [String: Int] = [:]
    for name in sizes.keys.sorted().shuffled(using: &generator) {
      // Every part gets something before any gets a second unit.
      let open = parts.indices.filter { part in !chosen.values.contains(part) }
      let candidates = open.isEmpty ? Array(parts.indices) : open
      let part = candidates.max { missing[$0] < missing[$1] } ?? 0
      chosen[name] = part
      missing[part] -= Double(sizes[name] ?? 0)
    }
    return names.map { chosen[$0] ?? 0 }
  }

  private func farthestOrder(_ file: DatasetFile, _ generator: inout RandomGenerator) throws -> [Int] {
    guard file.count <= DatasetSplit.largestFarthest else {
      throw DatasetSplitError.tooManyFrames(file.count, limit: DatasetSplit.largestFarthest)
    }
    let histogram = PairHistogram(elements: Array(try file.census().elements.keys))
    var points: [Float] = []
    try file.forEachFrame { _, result in points += try histogram.values(of: result.get().configuration) }
    let count = Int((parts[0].share * Double(file.count)).rounded())
    let chosen = FarthestPoints.choose(
      count, from: points, dimension: histogram.count,
      first: Int.random(in: 0..<file.count, using: &generator))
    let isChosen = Set(chosen)
    return chosen + (0..<file.count).filter { !isChosen.contains($0) }.shuffled(using: &generator)
  }
}

/// Why a data set cannot be split as asked.
public enum DatasetSplitError: Error, Equatable, Sendable {
  /// Shares are negative or do not add up to 1.
  case badShares([Double])
  /// There are fewer formulas or groups than parts.
  case tooFewUnits(DatasetSplit.Method, found: Int, needed: Int)
  /// More frames than farthest-point selection can compare in reasonable time.
  case tooManyFrames(Int, limit: Int)
}

extension DatasetSplitError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .badShares(let shares):
      "the shares \(shares.map { "\($0)" }.joined(separator: ", ")) must not be negative and must add up to 1"
    case .tooFewUnits(let method, let found, let needed):
      "there \(found == 1 ? "is one \(method)" : "are \(found) \(method)s") for \(needed) parts; split at random "
        + "or by time instead"
    case .tooManyFrames(let count, let limit):
      "farthest-point selection compares at most \(limit) frames, and there are \(count); split at random, or "
        + "take a random part first"
    }
  }
}
