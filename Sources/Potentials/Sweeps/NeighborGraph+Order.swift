internal import Atomistics

extension NeighborGraph {
  /// Puts those neighbors first, among the ones of an atom and element, that are nearer than `distance`.
  ///
  /// Families with a second, shorter cutoff then find its neighbors in the first slots. The order is otherwise kept.
  ///
  /// - Parameters:
  ///   - distance: In Å.
  ///   - positions: The positions of all sites in Å.
  package mutating func putNearNeighborsFirst(within distance: Double, positions: [SIMD3<Double>]) {
    let limit = distance * distance
    var far: [Int32] = []
    for atom in 0..<atomCount {
      for row in atom * elementCount..<(atom + 1) * elementCount {
        let pairs = Int(offsets[row])..<Int(offsets[row + 1])
        far.resize(to: max(far.count, pairs.count), filler: 0)
        divide(pairs, by: limit, around: positions[atom], positions: positions, far: &far)
      }
    }
  }

  /// Puts near neighbors before far ones; `far` has room for all.
  private mutating func divide(
    _ pairs: Range<Int>, by limit: Double, around origin: SIMD3<Double>, positions: [SIMD3<Double>],
    far: inout [Int32]
  ) {
    var sites = neighbors.mutableSpan
    var others = far.mutableSpan
    let places = positions.span
    var (near, count) = (pairs.lowerBound, 0)
    for pair in pairs {
      let site = sites[pair]
      let vector = places[Int(site)] - origin
      // Written to both and kept in one: every second branch would be mispredicted.
      sites[near] = site
      others[count] = site
      let isNear = vector.x * vector.x + vector.y * vector.y + vector.z * vector.z < limit ? 1 : 0
      near &+= isNear
      count &+= 1 &- isNear
    }
    for index in 0..<count { sites[near &+ index] = others[index] }
  }
}
