/// Where the next triples go in a store.
struct TripleCursor {
  var row = 0
  var pivot = 0
  var record = 0
}

/// The symmetry functions of one central element: from pair vectors to features, and back.
struct ACSFStage<J: Jet> where J.L: PackingLane {
  typealias Lanes = NeighborLanes<J.L>
  typealias Group = Lanes.Group

  /// The largest number of radial functions of a neighbor.
  let profileCount: Int
  private let radial: [RadialSweep<J>]
  private let radialTerms: [ConstantTable<ACSFPlan.RadialTerm>]
  private let triples: [TripleSweep<J>]

  init(_ plan: ACSFPlan, cutoffFunction: CutoffFunction) {
    radial = plan.neighbors.map { RadialSweep($0.profiles, cutoffFunction: cutoffFunction) }
    profileCount = radial.map(\.count).max() ?? 0
    radialTerms = plan.neighbors.map { ConstantTable($0.terms) }
    triples = plan.pairs.map { TripleSweep($0, cutoffFunction: cutoffFunction) }
  }

  /// The groups of a central atom that a sweep over triples pairs, where there are both.
  @inline(__always)
  private func pair(_ groups: ArraySlice<Group>, for sweep: TripleSweep<J>) -> (Group, Group)? {
    guard let one = groups.first(where: { $0.element == sweep.first }),
      let other = groups.first(where: { $0.element == sweep.second })
    else { return nil }
    return (one, other)
  }

  /// Makes room for all triples of a block.
  func reserve(_ block: Lanes.Block, of lanes: Lanes, in store: TripleStore<J>) {
    var (rows, pivots, records, segments) = (0, 0, 0, 0)
    for center in lanes.centers[block.centers] {
      for sweep in triples {
        guard let (one, other) = pair(lanes.groups[center.groups], for: sweep) else { continue }
        let vectors = one.count * other.chunks.count
        rows += sweep.rowCount * (vectors + 1)
        pivots += one.count
        records += vectors
        segments += 1
      }
    }
    store.rows.reserve(rows)
    store.pivots.reserve(pivots)
    store.records.reserve(records)
    store.segments.reserve(segments)
  }

  // MARK: Forward

  /// Computes distances and radial functions of one group, and adds its sums over neighbors to the features.
  func describe(
    _ group: Group, firstChunk: Int, _ tables: NeighborTables<J>, into features: UnsafeMutablePointer<J>, lane: Int
  ) {
    let stride = tables.stride
    let sweep = radial[group.element]
    let (values, slopes) = (tables.values.base, tables.slopes.base)
    let chunks = group.chunks.lowerBound - firstChunk..<group.chunks.upperBound - firstChunk
    for chunk in chunks {
      let d = tables.displacements.base + 3 &* chunk
      var square = d[0] * d[0]
      square.add(d[1], times: d[1])
      square.add(d[2], times: d[2])
      tables.squares.base[chunk] = square
      tables.inverses.base[chunk] = square.reciprocalSquareRoot()
      sweep.evaluate(square: square, values: values + stride &* chunk, slopes: slopes + stride &* chunk)
    }
    let terms = radialTerms[group.element].base
    for index in 0..<radialTerms[group.element].count {
      var sum = J.zero
      for chunk in chunks { sum += values[stride &* chunk &+ Int(terms[index].profile)] }
      addSum(of: J.Scalar(terms[index].weight) * sum, to: features + Int(terms[index].feature), lane: lane)
    }
  }

  /// Packs the triples of one central atom and adds its sums over them to the features.
  ///
  /// - Returns: The number of segments of the store that it has filled.
  func pack(
    _ groups: ArraySlice<Group>, firstChunk: Int, _ tables: NeighborTables<J>, _ store: TripleStore<J>,
    segment first: Int, _ cursor: inout TripleCursor, into features: UnsafeMutablePointer<J>, lane: Int
  ) -> Int {
    var segments = 0
    for sweep in triples {
      guard let (one, other) = pair(groups, for: sweep) else { continue }
      let capacity = one.count * other.chunks.count + 1
      let (segment, record) = sweep.gather(
        one, other, firstChunk: firstChunk, tables, store, start: cursor.row, capacity: capacity,
        pivot: cursor.pivot, record: cursor.record)
      sweep.sum(segment, store, into: features, lane: lane)
      store.segments.base[first + segments] = segment
      segments += 1
      cursor = TripleCursor(
        row: cursor.row + sweep.rowCount * capacity, pivot: segment.endPivot, record: record)
    }
    return segments
  }

  // MARK: Reverse

  /// Brings the adjoints of one central atom's features back to its neighbors' numbers.
  ///
  /// - Returns: The number of segments that it has read.
  func unpack(
    _ groups: ArraySlice<Group>, _ tables: NeighborTables<J>, _ store: TripleStore<J>, segment first: Int,
    adjoint: UnsafePointer<J>, lane: Int
  ) -> Int {
    var segments = 0
    for sweep in triples where pair(groups, for: sweep) != nil {
      let segment = store.segments.base[first + segments]
      sweep.differentiate(segment, store, adjoint: adjoint, lane: lane)
      sweep.distribute(segment, store, tables)
      segments += 1
    }
    return segments
  }

  /// Writes ∂E/∂r_ij of one group from all adjoints.
  func finish(
    _ group: Group, firstChunk: Int, _ tables: NeighborTables<J>, adjoint: UnsafePointer<J>, lane: Int,
    into gradient: UnsafeMutablePointer<J>
  ) {
    let stride = tables.stride
    let terms = radialTerms[group.element].base
    for chunk in group.chunks.lowerBound - firstChunk..<group.chunks.upperBound - firstChunk {
      let adjoints = tables.valueAdjoints.base + stride &* chunk
      for index in 0..<radialTerms[group.element].count {
        adjoints[Int(terms[index].profile)] +=
          J.Scalar(terms[index].weight) * broadcast(adjoint + Int(terms[index].feature), lane: lane)
      }
      let inverse = tables.inverses.base[chunk]
      var square = tables.squareAdjoints.base[chunk]
        - 0.5 * (tables.cosineSums.base[chunk] * (inverse * inverse))
      let slopes = tables.slopes.base + stride &* chunk
      for profile in 0..<radial[group.element].count { square.add(adjoints[profile], times: slopes[profile]) }
      let d = tables.displacements.base + 3 &* chunk
      let opposite = tables.oppositeSums.base + 3 &* chunk
      for axis in 0..<3 { gradient[3 &* chunk &+ axis] = 2 * (opposite[axis] + square * d[axis]) }
    }
  }
}
