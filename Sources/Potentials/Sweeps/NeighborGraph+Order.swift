extension NeighborGraph {
  /// The graph with those neighbors first, among the ones of an atom and element, that are nearer than `distance`.
  ///
  /// Families with a second, shorter cutoff then find its neighbors in the first slots. The order is otherwise kept.
  ///
  /// - Parameters:
  ///   - distance: In Å; `nil` leaves the graph as it is.
  ///   - positions: The positions of all sites in Å.
  package consuming func withNearNeighborsFirst(
    within distance: Double?, positions: [SIMD3<Double>]
  ) -> NeighborGraph {
    guard let distance else { return self }
    let limit = distance * distance
    var far: [Int32] = []
    for atom in 0..<atomCount {
      let origin = positions[atom]
      for element in 0..<elementCount {
        let row = atom * elementCount + element
        var end = Int(offsets[row])
        far.removeAll(keepingCapacity: true)
        for pair in Int(offsets[row])..<Int(offsets[row + 1]) {
          let site = neighbors[pair]
          let vector = positions[Int(site)] - origin
          if (vector * vector).sum() < limit {
            neighbors[end] = site
            end += 1
          } else {
            far.append(site)
          }
        }
        for site in far {
          neighbors[end] = site
          end += 1
        }
      }
    }
    return self
  }
}
