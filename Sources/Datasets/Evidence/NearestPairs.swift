import Atomistics

/// The pairs of frames that lie closest together, along which energies can be integrated.
struct NearestPairs {
  /// Two frames, by their places among those given, and what lies between them.
  struct Entry {
    var first: Int
    var second: Int
    var pair: FramePair
    /// The mean square displacement of an atom in Å².
    var meanSquare: Double
  }

  /// The closest pairs first.
  private(set) var entries: [Entry] = []

  /// So many pairs are kept; more are farther apart and say less.
  private static let limit = 40
  /// Frames that coincide say nothing, because rounding of the energies is all that differs: Σ|Δx|² in Å².
  private static let smallestDistance = 1e-3
  /// Beyond 0.3 Å an atom on average, the mean of two forces says little about the way between.
  private static let largestMeanSquare = 0.09
  /// Bounds the time: so many pairs are looked at, fewer for large frames.
  private static let pairBudget = 32768
  private static let atomBudget = 400_000

  /// Finds pairs among frames of the same atoms; frames that are neighbors in the order given are tried
  /// first, because those of a trajectory are close.
  init(_ configurations: [Configuration]) {
    NearestPairs.forEachPair(of: configurations) { entry in
      entries.append(entry)
      // The list is cut back now and then, so that its length stays bounded.
      if entries.count > 64 * NearestPairs.limit { cut() }
    }
    cut()
  }

  private mutating func cut() {
    entries.sort { $0.meanSquare < $1.meanSquare }
    entries = Array(entries.prefix(NearestPairs.limit))
  }

  /// The pairs of each frame with the four frames closest to it; a pair may come twice.
  static func ofEach(_ configurations: [Configuration]) -> [Entry] {
    var closest = [[Entry]](repeating: [], count: configurations.count)
    forEachPair(of: configurations) { entry in
      for place in [entry.first, entry.second] {
        let position = closest[place].firstIndex { entry.meanSquare < $0.meanSquare } ?? closest[place].count
        guard position < 4 else { continue }
        closest[place].insert(entry, at: position)
        if closest[place].count > 4 { closest[place].removeLast() }
      }
    }
    return closest.flatMap { $0 }
  }

  /// Goes through pairs of comparable frames that are neither equal nor far apart, within the budget.
  private static func forEachPair(of configurations: [Configuration], _ body: (Entry) -> Void) {
    let alike = Dictionary(grouping: configurations.indices) { configurations[$0].elements }
    for places in alike.values.sorted(by: { $0[0] < $1[0] }) where places.count > 1 {
      let atoms = max(configurations[places[0]].count, 1)
      let budget = min(pairBudget, atomBudget / atoms) / configurations.count
      for position in places.indices {
        for other in places[position...].dropFirst().prefix(max(budget, 1)) {
          if let entry = entry(places[position], other, configurations) { body(entry) }
        }
      }
    }
  }

  private static func entry(_ first: Int, _ second: Int, _ configurations: [Configuration]) -> Entry? {
    guard let pair = FramePair(configurations[first], configurations[second]) else { return nil }
    let distance = pair.squaredDistance
    let meanSquare = distance / Double(pair.displacements.count)
    let strain = pair.strain.elements.reduce(0) { $0 + $1 * $1 }
    guard distance > smallestDistance || strain > 1e-6, meanSquare < largestMeanSquare else { return nil }
    return Entry(first: first, second: second, pair: pair, meanSquare: meanSquare + strain)
  }
}
