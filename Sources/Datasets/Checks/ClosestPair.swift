import Atomistics

/// A pair of atoms and how close they are.
struct AtomPair {
  var first: Int
  var second: Int
  /// In Å.
  var distance: Double
  /// The distance divided by the sum of the covalent radii.
  var ratio: Double
}

extension Configuration {
  /// The pair of atoms, periodic images included, that is closest in units of the sum of its covalent radii,
  /// or `nil` when no pair is within `limit` times that sum.
  ///
  /// Cost: O(N), a neighbor list with the largest distance that matters.
  func closestPair(limit: Double) -> AtomPair? {
    let radii = elements.map(\.covalentRadius)
    let reach = 2 * limit * (radii.max() ?? 0)
    // No list exists for a cell without volume, which is a finding of its own.
    guard reach > 0, let list = try? NeighborList(of: self, cutoff: reach) else { return nil }
    let vectors = list.vectors(in: self)
    var closest: AtomPair?
    for first in 0..<count {
      for pair in list.pairs(of: first) {
        let second = Int(list.neighbors[pair])
        guard first <= second else { continue }
        let sum = radii[first] + radii[second]
        let bound = (closest?.ratio ?? limit) * sum
        let squared = vectors[pair].dot(vectors[pair])
        guard squared < bound * bound else { continue }
        let distance = squared.squareRoot()
        closest = AtomPair(first: first, second: second, distance: distance, ratio: distance / sum)
      }
    }
    return closest
  }
}
