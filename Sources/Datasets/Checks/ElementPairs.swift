import Atomistics

/// Which pairs of elements come within a cutoff of each other anywhere in a data set.
struct ElementPairs {
  private struct Pair: Hashable {
    var first: Element
    var second: Element
  }

  private(set) var elements: Set<Element> = []
  private var pairs: Set<Pair> = []

  /// - Parameter cutoff: In Å; `nil` collects elements only.
  mutating func add(_ configuration: Configuration, cutoff: Double?) {
    elements.formUnion(configuration.elements)
    let present = Set(configuration.elements)
    let isComplete = present.allSatisfy { a in
      present.allSatisfy { b in a > b || pairs.contains(Pair(first: a, second: b)) }
    }
    // Mostly all has been seen after a few frames.
    guard let cutoff, !isComplete, let list = try? NeighborList(of: configuration, cutoff: cutoff) else { return }
    for atom in 0..<configuration.count {
      for pair in list.pairs(of: atom) {
        let (a, b) = (configuration.elements[atom], configuration.elements[Int(list.neighbors[pair])])
        if a <= b { pairs.insert(Pair(first: a, second: b)) }
      }
    }
  }

  func apply(cutoff: Double, _ tally: inout FindingTally) {
    let sorted = elements.sorted()
    for (position, first) in sorted.enumerated() {
      for second in sorted[position...] where !pairs.contains(Pair(first: first, second: second)) {
        tally.add(
          .absentPair, .note, frame: nil, measure: 0,
          message: "\(first) and \(second) never come within \(rounded(cutoff)) Å of each other",
          advice: "the potential learns nothing about this pair; add structures where they meet")
      }
    }
  }
}
