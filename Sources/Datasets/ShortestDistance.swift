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
  /// Cost: O(N²), times the images in reach where the cell is smaller than twice the largest distance
  /// looked at.
  func closestPair(limit: Double) -> AtomPair? {
    let radii = elements.map(\.covalentRadius)
    let reach = 2 * limit * (radii.max() ?? 0)
    let images = cell.map { ImageSearch($0, reach: reach) }
    var closest: AtomPair?
    for i in 0..<count {
      for j in i..<count {
        // An atom meets its own images only.
        let vector = positions[j] - positions[i]
        guard
          let squared = images?.shortest(vector, excludingItself: i == j)
            ?? (i == j ? nil : (vector * vector).sum())
        else { continue }
        let sum = radii[i] + radii[j]
        let bound = (closest?.ratio ?? limit) * sum
        guard squared < bound * bound else { continue }
        let distance = squared.squareRoot()
        closest = AtomPair(first: i, second: j, distance: distance, ratio: distance / sum)
      }
    }
    return closest
  }
}

/// Finds the shortest image of a vector in a periodic cell, exactly for vectors up to a reach.
private struct ImageSearch {
  private let cell: Cell
  private let inverse: Matrix3
  /// The lattice vectors to try around the nearest one in fractional coordinates.
  private let shifts: [SIMD3<Double>]

  init(_ cell: Cell, reach: Double) {
    self.cell = cell
    inverse = cell.vectors.inverse
    let heights = cell.heights
    // A vector shorter than half of a height is its own nearest image in that direction.
    let ranges = (0..<3).map { axis in
      !cell.periodicity[axis] || 2 * reach < heights[axis]
        ? 0...0 : -min(Int(reach / heights[axis]) + 1, 8)...min(Int(reach / heights[axis]) + 1, 8)
    }
    shifts = ranges[0].flatMap { a in
      ranges[1].flatMap { b in
        ranges[2].map { c in SIMD3(Double(a), Double(b), Double(c)) * cell.vectors }
      }
    }
  }

  /// The squared length of the shortest image, or `nil` for an atom and itself where it has no image in
  /// reach.
  func shortest(_ vector: SIMD3<Double>, excludingItself: Bool) -> Double? {
    if excludingItself {
      return shifts.lazy.map { ($0 * $0).sum() }.filter { $0 > 0 }.min()
    }
    var fractional = vector * inverse
    for axis in 0..<3 where cell.periodicity[axis] {
      fractional[axis] -= fractional[axis].rounded()
    }
    let wrapped = fractional * cell.vectors
    return shifts.lazy.map { shift in
      let image = wrapped + shift
      return (image * image).sum()
    }.min()
  }
}
