/// The sums over pairs of neighbors of two elements, and their reverse sweep, for one central atom.
///
/// `gather` goes through all pairs, a vector of second neighbors at a time, and keeps the triples within the cutoff:
/// cos θ, r_jk², and for each group of functions the product R(r_ij) R(r_ik). `sum` then computes the functions of the
/// packed triples. In reverse, `differentiate` puts adjoints in the place of these numbers, and `distribute` brings
/// them back to the neighbors.
struct TripleSweep<J: Jet> where J.L: PackingLane {
  typealias Store = TripleStore<J>
  typealias Group = NeighborLanes<J.L>.Group

  let first: Int
  let second: Int
  private let groups: ConstantTable<ACSFPlan.Group>
  private let terms: ConstantTable<ACSFPlan.AngularTerm>
  private let opposite: RadialSweep<J>
  private let angular: AngularSweep<J>
  private let squaredCutoff: J.Scalar
  private let limitsOpposite: Bool

  // One jet a term, angular function or group.
  private let termSums: Scratch<J>
  private let angularValues: Scratch<J>
  private let angularSlopes: Scratch<J>
  private let groupValues: Scratch<J>

  init(_ plan: ACSFPlan.Pair, cutoffFunction: CutoffFunction) {
    first = plan.first
    second = plan.second
    groups = ConstantTable(plan.groups)
    terms = ConstantTable(plan.terms)
    opposite = RadialSweep(plan.opposites, cutoffFunction: cutoffFunction)
    angular = AngularSweep(plan.angulars)
    squaredCutoff = J.Scalar(plan.cutoff * plan.cutoff)
    limitsOpposite = plan.limitsOpposite
    termSums = Scratch(capacity: plan.terms.count)
    angularValues = Scratch(capacity: plan.angulars.count)
    angularSlopes = Scratch(capacity: plan.angulars.count)
    groupValues = Scratch(capacity: plan.groups.count)
  }

  private var groupCount: Int { groups.count }
  private var termCount: Int { terms.count }

  /// The number of rows of lanes that a segment needs: the packed numbers, and the radial functions of r_jk with
  /// their slopes.
  var rowCount: Int { (2 &+ groupCount &+ 2 &* opposite.count) &* J.componentCount }

  private var oppositeRow: Int { 2 &+ groupCount }

  // MARK: Forward

  /// Packs the triples of a central atom, from position `pivot` and `record` of the store on.
  func gather(
    _ one: Group, _ other: Group, firstChunk: Int, _ tables: NeighborTables<J>, _ store: Store,
    start: Int, capacity: Int, pivot firstPivot: Int, record firstRecord: Int
  ) -> (segment: Store.Segment, records: Int) {
    var segment = Store.Segment(
      start: start, capacity: capacity, firstPivot: firstPivot, endPivot: firstPivot, count: 0)
    let (squares, displacements) = (tables.squares.base, tables.displacements.base)
    let (inverses, values) = (tables.inverses.base, tables.values.base)
    let (rows, records, groups) = (store.rows.base, store.records.base, groups.base)
    let width = J.L.width
    let limit = J.L(repeating: squaredCutoff)
    let isSame = first == second
    var (pivot, record) = (firstPivot, firstRecord)
    for number in 0..<one.count {
      let lane = number % width
      let chunk = one.chunks.lowerBound &- firstChunk &+ number / width
      let square = broadcast(squares + chunk, lane: lane)
      guard square.real[0] < squaredCutoff else { continue }
      let x = broadcast(displacements + 3 &* chunk, lane: lane)
      let y = broadcast(displacements + (3 &* chunk &+ 1), lane: lane)
      let z = broadcast(displacements + (3 &* chunk &+ 2), lane: lane)
      let halfInverse = 0.5 * broadcast(inverses + chunk, lane: lane)
      let ownRecord = record
      let begin = isSame ? chunk : other.chunks.lowerBound &- firstChunk
      for second in begin..<other.chunks.upperBound &- firstChunk {
        let d = displacements + 3 &* second
        let (dx, dy, dz) = (d[0] - x, d[1] - y, d[2] - z)
        var oppositeSquare = dx * dx
        oppositeSquare.add(dy, times: dy)
        oppositeSquare.add(dz, times: dz)
        var condition = limit - squares[second].real
        if limitsOpposite { condition = condition.smaller(limit - oppositeSquare.real) }
        var mask = condition.positiveMask
        if isSame, second == chunk { mask &= ~((2 << UInt32(lane)) &- 1) }
        guard mask != 0 else { continue }
        let cosine = (square + squares[second] - oppositeSquare) * (halfInverse * inverses[second])
        Store.store(cosine.packed(mask), rows, segment, quantity: 0, at: segment.count)
        Store.store(oppositeSquare.packed(mask), rows, segment, quantity: 1, at: segment.count)
        for group in 0..<groupCount {
          let product =
            broadcast(values + (tables.stride &* chunk &+ Int(groups[group].first)), lane: lane)
            * values[tables.stride &* second &+ Int(groups[group].second)]
          Store.store(product.packed(mask), rows, segment, quantity: 2 &+ group, at: segment.count)
        }
        records[record] = Store.Record(chunk: Int32(second), mask: mask, offset: Int32(segment.count))
        record &+= 1
        segment.count &+= mask.nonzeroBitCount
      }
      guard record > ownRecord else { continue }
      store.pivots.base[pivot] = Store.Pivot(
        chunk: Int32(chunk), lane: Int32(lane), firstRecord: Int32(ownRecord),
        endRecord: Int32(record))
      pivot &+= 1
    }
    // Lanes beyond the last triple: no numbers that are not finite, and nothing that counts.
    Store.store(.zero, rows, segment, quantity: 0, at: segment.count)
    Store.store(J(constant: 1), rows, segment, quantity: 1, at: segment.count)
    for group in 0..<groupCount { Store.store(.zero, rows, segment, quantity: 2 &+ group, at: segment.count) }
    segment.endPivot = pivot
    return (segment, record)
  }

  /// Adds the symmetry functions of a segment to one lane of the features.
  func sum(_ segment: Store.Segment, _ store: Store, into features: UnsafeMutablePointer<J>, lane: Int) {
    let (rows, terms, sums) = (store.rows.base, terms.base, termSums.base)
    let (a, w) = (angularValues.base, groupValues.base)
    for term in 0..<termCount { sums[term] = .zero }
    for vector in 0..<(segment.count &+ J.L.width &- 1) / J.L.width {
      let place = vector &* J.L.width
      let square = Store.load(rows, segment, quantity: 1, at: place)
      opposite.evaluate(
        square: square, values: oppositeValues(rows, segment, vector), slopes: oppositeSlopes(rows, segment, vector))
      angular.evaluate(
        cosine: Store.load(rows, segment, quantity: 0, at: place), values: a, slopes: angularSlopes.base)
      weigh(rows, segment, vector, into: w)
      for term in 0..<termCount {
        sums[term].add(a[Int(terms[term].angular)], times: w[Int(terms[term].group)])
      }
    }
    for term in 0..<termCount {
      addSum(of: J.Scalar(terms[term].weight) * sums[term], to: features + Int(terms[term].feature), lane: lane)
    }
  }

  /// The products of radial functions of each group for a vector of triples.
  @inline(__always)
  private func weigh(
    _ rows: UnsafeMutablePointer<J.L>, _ segment: Store.Segment, _ vector: Int, into w: UnsafeMutablePointer<J>
  ) {
    let outer = oppositeValues(rows, segment, vector)
    for group in 0..<groupCount {
      let product = Store.load(rows, segment, quantity: 2 &+ group, at: vector &* J.L.width)
      let index = Int(groups.base[group].opposite)
      w[group] = index < 0 ? product : product * outer[index]
    }
  }

  /// The radial functions of r_jk for a vector of triples.
  @inline(__always)
  private func oppositeValues(
    _ rows: UnsafeMutablePointer<J.L>, _ segment: Store.Segment, _ vector: Int
  ) -> UnsafeMutablePointer<J> {
    let start = rows + (segment.start &+ oppositeRow &* J.componentCount &* segment.capacity)
    return UnsafeMutableRawPointer(start).assumingMemoryBound(to: J.self) + 2 &* opposite.count &* vector
  }

  /// Their slopes with respect to r_jk².
  @inline(__always)
  private func oppositeSlopes(
    _ rows: UnsafeMutablePointer<J.L>, _ segment: Store.Segment, _ vector: Int
  ) -> UnsafeMutablePointer<J> {
    oppositeValues(rows, segment, vector) + opposite.count
  }

  // MARK: Reverse

  /// Puts ∂E/∂cos θ, ∂E/∂r_jk² and the adjoints of the products in the place of these numbers, from the adjoint of
  /// the symmetry functions in one lane.
  func differentiate(_ segment: Store.Segment, _ store: Store, adjoint: UnsafePointer<J>, lane: Int) {
    let (rows, terms, factors) = (store.rows.base, terms.base, termSums.base)
    let (a, slopes, w) = (angularValues.base, angularSlopes.base, groupValues.base)
    for term in 0..<termCount {
      factors[term] =
        J.Scalar(terms[term].weight) * broadcast(adjoint + Int(terms[term].feature), lane: lane)
    }
    for vector in 0..<(segment.count &+ J.L.width &- 1) / J.L.width {
      let place = vector &* J.L.width
      angular.evaluate(
        cosine: Store.load(rows, segment, quantity: 0, at: place), values: a, slopes: slopes)
      weigh(rows, segment, vector, into: w)
      var cosineAdjoint = J.zero
      var squareAdjoint = J.zero
      let (outer, outerSlopes) = (oppositeValues(rows, segment, vector), oppositeSlopes(rows, segment, vector))
      for group in 0..<groupCount {
        var value = J.zero
        var slope = J.zero
        for term in 0..<termCount where Int(terms[term].group) == group {
          let index = Int(terms[term].angular)
          value.add(factors[term], times: a[index])
          slope.add(factors[term], times: slopes[index])
        }
        cosineAdjoint.add(slope, times: w[group])
        let index = Int(groups.base[group].opposite)
        var productAdjoint = value
        if index >= 0 {
          let product = Store.load(rows, segment, quantity: 2 &+ group, at: place)
          squareAdjoint.add(value * product, times: outerSlopes[index])
          productAdjoint = value * outer[index]
        }
        Store.store(productAdjoint, rows, segment, quantity: 2 &+ group, at: place)
      }
      Store.store(cosineAdjoint, rows, segment, quantity: 0, at: place)
      Store.store(squareAdjoint, rows, segment, quantity: 1, at: place)
    }
  }

  /// Adds the adjoints of a segment's triples to those of the neighbors.
  func distribute(_ segment: Store.Segment, _ store: Store, _ tables: NeighborTables<J>) {
    let (squares, displacements) = (tables.squares.base, tables.displacements.base)
    let (inverses, values) = (tables.inverses.base, tables.values.base)
    let (squareAdjoints, cosineSums) = (tables.squareAdjoints.base, tables.cosineSums.base)
    let (oppositeSums, valueAdjoints) = (tables.oppositeSums.base, tables.valueAdjoints.base)
    let (rows, groups, own) = (store.rows.base, groups.base, groupValues.base)
    for pivot in segment.firstPivot..<segment.endPivot {
      let (chunk, lane) = (Int(store.pivots.base[pivot].chunk), Int(store.pivots.base[pivot].lane))
      let square = broadcast(squares + chunk, lane: lane)
      let x = broadcast(displacements + 3 &* chunk, lane: lane)
      let y = broadcast(displacements + (3 &* chunk &+ 1), lane: lane)
      let z = broadcast(displacements + (3 &* chunk &+ 2), lane: lane)
      let halfInverse = 0.5 * broadcast(inverses + chunk, lane: lane)
      var (ownSquare, ownCosine) = (J.zero, J.zero)
      var (ownX, ownY, ownZ) = (J.zero, J.zero, J.zero)
      for group in 0..<groupCount { own[group] = .zero }
      for index in Int(store.pivots.base[pivot].firstRecord)..<Int(store.pivots.base[pivot].endRecord) {
        let record = store.records.base[index]
        let (second, mask, place) = (Int(record.chunk), record.mask, Int(record.offset))
        let cosineAdjoint = Store.load(rows, segment, quantity: 0, at: place).unpacked(mask)
        let oppositeAdjoint = Store.load(rows, segment, quantity: 1, at: place).unpacked(mask)
        let d = displacements + 3 &* second
        let (dx, dy, dz) = (d[0] - x, d[1] - y, d[2] - z)
        var oppositeSquare = dx * dx
        oppositeSquare.add(dy, times: dy)
        oppositeSquare.add(dz, times: dz)
        let product = (halfInverse * inverses[second]) * cosineAdjoint
        // cos θ = (r_ij² + r_ik² − r_jk²)/(2 r_ij r_ik).
        let along = (square + squares[second] - oppositeSquare) * product
        let across = oppositeAdjoint - product
        squareAdjoints[second] += product
        cosineSums[second] += along
        ownSquare += product
        ownCosine += along
        let (px, py, pz) = (across * dx, across * dy, across * dz)
        let sums = oppositeSums + 3 &* second
        sums[0] += px
        sums[1] += py
        sums[2] += pz
        ownX += px
        ownY += py
        ownZ += pz
        for group in 0..<groupCount {
          let adjoint = Store.load(rows, segment, quantity: 2 &+ group, at: place).unpacked(mask)
          let secondIndex = tables.stride &* second &+ Int(groups[group].second)
          own[group].add(adjoint, times: values[secondIndex])
          valueAdjoints[secondIndex].add(
            adjoint, times: broadcast(values + (tables.stride &* chunk &+ Int(groups[group].first)), lane: lane))
        }
      }
      addSum(of: ownSquare, to: squareAdjoints + chunk, lane: lane)
      addSum(of: ownCosine, to: cosineSums + chunk, lane: lane)
      addSum(of: J.zero - ownX, to: oppositeSums + 3 &* chunk, lane: lane)
      addSum(of: J.zero - ownY, to: oppositeSums + (3 &* chunk &+ 1), lane: lane)
      addSum(of: J.zero - ownZ, to: oppositeSums + (3 &* chunk &+ 2), lane: lane)
      for group in 0..<groupCount {
        addSum(
          of: own[group], to: valueAdjoints + (tables.stride &* chunk &+ Int(groups[group].first)), lane: lane)
      }
    }
  }
}
