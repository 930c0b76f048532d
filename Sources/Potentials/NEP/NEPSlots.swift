/// The pairs of one block as distances and directions, and which of its slots reach the two cutoffs.
final class NEPSlots<J: Jet> {
  typealias Pairs = PairBlocks<J.L>

  /// The slots of a block's neighbors of one element, counted from the block's first slot.
  struct Segment {
    /// The element index of the neighbors.
    var element: Int
    /// The slots within the radial cutoff.
    var slots: Range<Int>
    /// The number of slots, from the first one, within the angular cutoff.
    var angularCount: Int
    /// The rows of the angular part, a multiple of four.
    var rows: Range<Int>
  }

  private(set) var segments: [Segment] = []
  /// The number of slots of the block.
  private(set) var count = 0
  let unitVectors = Scratch<J>()
  let inverseDistances = Scratch<J>()
  private let displacements = Scratch<J>()

  /// The number of rows of the angular part.
  var rowCount: Int { segments.last?.rows.upperBound ?? 0 }

  /// Takes over a block.
  func take(
    _ block: Pairs.Block, index: Int, of pairs: Pairs, directions: JetDirections<J.Scalar>,
    tables: NEPTables<J.Scalar>
  ) {
    count = block.slots.count
    displacements.reserve(3 * count)
    unitVectors.reserve(3 * count)
    inverseDistances.reserve(count)
    pairs.displace(block, index: index, directions: directions, into: displacements.base)
    measure()
    findSegments(block, of: pairs, tables)
  }

  /// Computes inverse distances and unit vectors of all slots.
  private func measure() {
    let (d, u, inverses) = (displacements.base, unitVectors.base, inverseDistances.base)
    for slot in 0..<count {
      let (x, y, z) = (d[3 &* slot], d[3 &* slot &+ 1], d[3 &* slot &+ 2])
      var square = x * x
      square.add(y, times: y)
      square.add(z, times: z)
      let inverse = square.reciprocalSquareRoot()
      inverses[slot] = inverse
      u[3 &* slot] = inverse * x
      u[3 &* slot &+ 1] = inverse * y
      u[3 &* slot &+ 2] = inverse * z
    }
  }

  /// Finds the slots of each element that reach the cutoffs, leaving out the tail of those that do not.
  private func findSegments(_ block: Pairs.Block, of pairs: Pairs, _ tables: NEPTables<J.Scalar>) {
    segments.removeAll(keepingCapacity: true)
    for group in pairs.groups[block.groups] {
      let start = group.slots.lowerBound - block.slots.lowerBound
      let radial = reach(start, group.slots.count, tables.inverseRadialCutoff(block.element, group.element))
      let angular = reach(start, radial, tables.inverseAngularCutoff(block.element, group.element))
      let row = rowCount
      segments.append(
        Segment(
          element: group.element, slots: start..<start + radial, angularCount: angular,
          rows: row..<row + (angular + 3) / 4 * 4))
    }
  }

  /// How many slots of a run there are up to the last one with a distance below the cutoff in any lane.
  ///
  /// Written so that NaN is kept and shows up in the result.
  private func reach(_ start: Int, _ count: Int, _ inverseCutoff: J.Scalar) -> Int {
    let limit = J.L(repeating: inverseCutoff)
    var count = count
    while count > 0, (limit - inverseDistances.base[start + count - 1].real).min() >= 0 { count -= 1 }
    return count
  }
}
