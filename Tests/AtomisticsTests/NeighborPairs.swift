import Atomistics

/// One directed pair of a neighbor list, in a form that can be compared and sorted.
struct Pair: Hashable, Comparable {
  var first: Int
  var second: Int
  var shift: SIMD3<Int32>

  var reversed: Pair { Pair(first: second, second: first, shift: SIMD3(repeating: 0) &- shift) }

  static func < (left: Pair, right: Pair) -> Bool {
    (left.first, left.second, left.shift.x, left.shift.y, left.shift.z)
      < (right.first, right.second, right.shift.x, right.shift.y, right.shift.z)
  }
}

/// The pairs of a list in sorted order.
func pairs(of list: NeighborList) -> [Pair] {
  (0..<list.count).flatMap { i in
    list.pairs(of: i).map {
      Pair(first: i, second: Int(list.neighbors[$0]), shift: list.shifts[$0])
    }
  }.sorted()
}

/// The pairs of a configuration by trying every image that could matter, with no shared code.
func bruteForcePairs(of configuration: Configuration, cutoff: Double) -> [Pair] {
  let positions = configuration.positions
  var images = SIMD3<Int32>(repeating: 0)
  var inverse = Matrix3.identity
  if let cell = configuration.cell {
    var vectors = cell.vectors
    let periodic = (0..<3).filter { cell.periodicity[$0] }
    // Any complement will do: it only serves to bound the fractional distance of two atoms.
    if periodic.count == 2, vectors.determinant == 0 {
      vectors[3 - periodic[0] - periodic[1]] = vectors[periodic[0]].cross(vectors[periodic[1]])
    }
    inverse = vectors.inverse
    for k in periodic {
      let fractions = positions.map { ($0 * inverse)[k] }
      let spread = (fractions.max() ?? 0) - (fractions.min() ?? 0)
      // Rows of the transposed inverse are reciprocal vectors: |f_k| ≤ |r| |b_k|.
      images[k] = Int32((cutoff * inverse.transpose[k].norm + spread).rounded(.up))
    }
  }
  let vectors = configuration.cell?.vectors ?? .identity
  var result: [Pair] = []
  for a in -images.x...images.x {
    for b in -images.y...images.y {
      for c in -images.z...images.z {
        let translation = SIMD3(Double(a), Double(b), Double(c)) * vectors
        for i in positions.indices {
          for j in positions.indices where i != j || a != 0 || b != 0 || c != 0 {
            let vector = positions[j] + translation - positions[i]
            if vector.dot(vector) < cutoff * cutoff {
              result.append(Pair(first: i, second: j, shift: [a, b, c]))
            }
          }
        }
      }
    }
  }
  return result.sorted()
}
