/// The energy of one block of atoms in the neuroevolution form and its reverse sweep, for any jet.
///
/// Two-body invariants need only the sums of the Chebyshev functions over the neighbors of each element; the angular part
/// works on the slots at the beginning of each element's group that reach the shorter angular cutoff, four at a time.
/// One instance belongs to one thread.
package final class NEPSweep<J: Jet> {
  package typealias Pairs = PairBlocks<J.L>

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

  let tables: NEPTables<J.Scalar>
  let shape: NEPShape
  private let harmonics: SphericalHarmonics<J>
  private let invariants: NEPInvariants<J>
  private let network: NEPNetwork<J>
  /// The short-range repulsion of each ordered pair of elements, where there is one.
  let repulsions: [NEPPairRepulsion?]
  private var segments: [Segment] = []

  // One entry a slot.
  private let displacements = Scratch<J>()
  let unitVectors = Scratch<J>()
  let inverseDistances = Scratch<J>()
  private let radialPoints = Scratch<NEPBasis<J>.Point>()

  // One entry a row of the angular part.
  private let angularPoints = Scratch<NEPBasis<J>.Point>()
  private let basisValues = Scratch<J>()
  private let channelValues = Scratch<J>()
  private let harmonicValues = Scratch<J>()
  private let channelAdjoints = Scratch<J>()

  // Sums of Chebyshev functions, and the adjoints that they turn into, one row a segment.
  private let basisSums = Scratch<J>()
  private let seriesSlopes = Scratch<J>()

  // One of each a block.
  private let density: Scratch<J>
  private let densityAdjoint: Scratch<J>
  private let featureAdjoint: Scratch<J>
  private let basisAdjoint: Scratch<J>
  private let harmonicAdjoint: Scratch<J>

  package init(_ potential: NEPPotential, tables: NEPTables<J.Scalar>) {
    self.tables = tables
    shape = tables.shape
    harmonics = SphericalHarmonics(degree: potential.hyperparameters.maximumDegree)
    invariants = NEPInvariants(potential)
    network = NEPNetwork(shape)
    repulsions = potential.pairRepulsions
    density = Scratch(capacity: shape.harmonics * shape.angular)
    densityAdjoint = Scratch(capacity: shape.harmonics * shape.angular)
    featureAdjoint = Scratch(capacity: shape.features)
    basisAdjoint = Scratch(capacity: 4 * shape.angularBasis)
    harmonicAdjoint = Scratch(capacity: 4 * shape.harmonics)
  }

  /// The features of the block of the last forward sweep, neither centered nor scaled.
  var features: UnsafePointer<J> { UnsafePointer(network.features) }

  // MARK: Forward

  /// Computes the energy of each central atom of a block, without reference energies and repulsion.
  package func forward(
    _ block: Pairs.Block, index: Int, of pairs: Pairs, directions: JetDirections<J.Scalar>
  ) -> J {
    let slots = block.slots.count
    displacements.reserve(3 * slots)
    pairs.displace(block, index: index, directions: directions, into: displacements.base)
    measure(slots)
    findSegments(block, of: pairs)
    let features = network.features
    for n in 0..<shape.radial { features[n] = .zero }
    density.fill(shape.harmonics * shape.angular, with: .zero)
    for position in segments.indices {
      addRadial(segments[position], block.element, sums: basisSums.base + position * shape.radialBasis)
      addAngular(segments[position], block.element)
    }
    invariants.evaluate(density.base, into: features + shape.radial)
    return network.forward(tables, element: block.element)
  }

  /// Computes inverse distances and unit vectors of all slots.
  private func measure(_ slots: Int) {
    unitVectors.reserve(3 * slots)
    inverseDistances.reserve(slots)
    let (d, u, inverses) = (displacements.base, unitVectors.base, inverseDistances.base)
    for slot in 0..<slots {
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
  private func findSegments(_ block: Pairs.Block, of pairs: Pairs) {
    segments.removeAll(keepingCapacity: true)
    var row = 0
    for group in pairs.groups[block.groups] {
      let start = group.slots.lowerBound - block.slots.lowerBound
      let radial = reach(start, group.slots.count, tables.inverseRadialCutoff(block.element, group.element))
      let angular = reach(start, radial, tables.inverseAngularCutoff(block.element, group.element))
      let rows = (angular + 3) / 4 * 4
      segments.append(
        Segment(
          element: group.element, slots: start..<start + radial, angularCount: angular,
          rows: row..<row + rows))
      row += rows
    }
    basisSums.fill(segments.count * shape.radialBasis, with: .zero)
    seriesSlopes.reserve(segments.count * shape.radialBasis)
    radialPoints.reserve(block.slots.count)
    angularPoints.reserve(row)
    basisValues.reserve(row * shape.angularBasis)
    channelValues.reserve(row * shape.angular)
    channelAdjoints.reserve(row * shape.angular)
    harmonicValues.reserve(row * shape.harmonics)
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

  /// Adds a segment's part of the two-body invariants.
  private func addRadial(_ segment: Segment, _ element: Int, sums: UnsafeMutablePointer<J>) {
    let scale = tables.inverseRadialCutoff(element, segment.element)
    let (inverses, points) = (inverseDistances.base, radialPoints.base)
    let count = shape.radialBasis
    for slot in segment.slots {
      let point = NEPBasis<J>.point(scale * inverses[slot].reciprocal())
      points[slot] = point
      NEPBasis.accumulate(point, count: count, to: sums)
    }
    NEPBasis.complete(sums, count: count)
    Contraction.apply(
      tables.radialForward(element, segment.element), inputs: count, outputs: shape.radial, to: sums,
      into: network.features, adding: true)
  }

  /// Adds a segment's part of the angular density.
  private func addAngular(_ segment: Segment, _ element: Int) {
    let coefficients = tables.angularForward(element, segment.element)
    for offset in stride(from: 0, to: segment.rows.count, by: 4) {
      let row = segment.rows.lowerBound + offset
      for place in 0..<4 { describe(segment, offset + place, element) }
      let channels = channelValues.base + row * shape.angular
      QuadContraction.apply(
        coefficients, inputs: shape.angularBasis, outputs: shape.angular,
        to: basisValues.base + row * shape.angularBasis, into: channels)
      QuadContraction.accumulate(
        harmonicValues.base + row * shape.harmonics, rows: shape.harmonics, channels,
        columns: shape.angular, to: density.base)
    }
  }

  /// Computes Chebyshev functions and harmonics of one row; those beyond the segment's slots are zero.
  @inline(__always)
  private func describe(_ segment: Segment, _ offset: Int, _ element: Int) {
    let row = segment.rows.lowerBound &+ offset
    let f = basisValues.base + row &* shape.angularBasis
    let y = harmonicValues.base + row &* shape.harmonics
    guard offset < segment.angularCount else {
      angularPoints.base[row] = .outside
      f.update(repeating: .zero, count: shape.angularBasis)
      y.update(repeating: .zero, count: shape.harmonics)
      return
    }
    let slot = segment.slots.lowerBound &+ offset
    let scale = tables.inverseAngularCutoff(element, segment.element)
    let point = NEPBasis<J>.point(scale * inverseDistances.base[slot].reciprocal())
    angularPoints.base[row] = point
    NEPBasis.evaluate(point, count: shape.angularBasis, into: f)
    let u = unitVectors.base + 3 &* slot
    harmonics.evaluate(u[0], u[1], u[2], into: y)
  }

  // MARK: Reverse

  /// Goes back from an adjoint of the energies to the Chebyshev sums and the angular radial functions.
  package func reverse(_ block: Pairs.Block, seed: J) {
    let adjoint = featureAdjoint.base
    network.reverse(tables, element: block.element, seed: seed, into: adjoint)
    invariants.reverse(density.base, adjoint: adjoint + shape.radial, into: densityAdjoint.base)
    for segment in segments {
      for row in stride(from: segment.rows.lowerBound, to: segment.rows.upperBound, by: 4) {
        QuadContraction.apply(
          densityAdjoint.base, inputs: shape.harmonics, inputStride: shape.angular,
          outputs: shape.angular, outputStride: 1, to: harmonicValues.base + row * shape.harmonics,
          into: channelAdjoints.base + row * shape.angular)
      }
    }
  }

  /// Goes on to the pair vectors: writes ∂E/∂r_ij of each slot, three jets a slot.
  package func pairGradient(_ block: Pairs.Block, into gradient: UnsafeMutablePointer<J>) {
    gradient.update(repeating: .zero, count: 3 * block.slots.count)
    for (position, segment) in segments.enumerated() {
      radialGradient(
        segment, block.element, series: basisSums.base + position * shape.radialBasis,
        slopes: seriesSlopes.base + position * shape.radialBasis, gradient)
      angularGradient(segment, block.element, gradient)
    }
  }

  private func radialGradient(
    _ segment: Segment, _ element: Int, series: UnsafeMutablePointer<J>, slopes: UnsafeMutablePointer<J>,
    _ gradient: UnsafeMutablePointer<J>
  ) {
    let count = shape.radialBasis
    Contraction.apply(
      tables.radialReverse(element, segment.element), inputs: shape.radial, outputs: count,
      to: featureAdjoint.base, into: series)
    NEPBasis.series(series, count: count, derivative: slopes)
    let scale = -tables.inverseRadialCutoff(element, segment.element)
    let (points, u) = (radialPoints.base, unitVectors.base)
    for slot in segment.slots {
      let along =
        scale * NEPBasis.slope(points[slot], series: series, derivative: slopes, count: count)
      for axis in 0..<3 { gradient[3 &* slot &+ axis] = along * u[3 &* slot &+ axis] }
    }
  }

  private func angularGradient(
    _ segment: Segment, _ element: Int, _ gradient: UnsafeMutablePointer<J>
  ) {
    let (harmonicAdjoint, basisAdjoint) = (harmonicAdjoint.base, basisAdjoint.base)
    let coefficients = tables.angularReverse(element, segment.element)
    let scale = -tables.inverseAngularCutoff(element, segment.element)
    for offset in stride(from: 0, to: segment.rows.count, by: 4) {
      let row = segment.rows.lowerBound + offset
      QuadContraction.apply(
        densityAdjoint.base, inputs: shape.angular, inputStride: 1, outputs: shape.harmonics,
        outputStride: shape.angular, to: channelValues.base + row * shape.angular, into: harmonicAdjoint)
      QuadContraction.apply(
        coefficients, inputs: shape.angular, outputs: shape.angularBasis,
        to: channelAdjoints.base + row * shape.angular, into: basisAdjoint)
      for place in 0..<min(4, segment.angularCount - offset) {
        let slope = NEPBasis.reverse(
          angularPoints.base[row &+ place], adjoint: basisAdjoint + place &* shape.angularBasis,
          count: shape.angularBasis)
        addAngularGradient(
          segment.slots.lowerBound &+ offset &+ place, along: scale * slope,
          harmonicAdjoint + place &* shape.harmonics, to: gradient)
      }
    }
  }

  /// Adds the gradient along the pair and that of its direction: (ū − u (u·ū))/r.
  @inline(__always)
  private func addAngularGradient(
    _ slot: Int, along: J, _ harmonicAdjoint: UnsafePointer<J>, to gradient: UnsafeMutablePointer<J>
  ) {
    let u = unitVectors.base + 3 &* slot
    let turn = harmonics.reverse(u[0], u[1], u[2], adjoint: harmonicAdjoint)
    var projection = u[0] * turn.x
    projection.add(u[1], times: turn.y)
    projection.add(u[2], times: turn.z)
    let inverse = inverseDistances.base[slot]
    let radial = along - inverse * projection
    let target = gradient + 3 &* slot
    target[0] += inverse * turn.x + radial * u[0]
    target[1] += inverse * turn.y + radial * u[1]
    target[2] += inverse * turn.z + radial * u[2]
  }

  // MARK: Parameters

  /// Adds the parameter gradient, the top component of the adjoints, of the last forward and reverse sweep.
  package func accumulate(_ block: Pairs.Block, seed: J, into gradient: NEPGradient<J.L>) {
    network.accumulate(element: block.element, seed: seed, into: gradient)
    let adjoint = featureAdjoint.base
    for (position, segment) in segments.enumerated() {
      let radial = gradient.radial(block.element, segment.element)
      let sums = basisSums.base + position * shape.radialBasis
      for n in 0..<shape.radial {
        for k in 0..<shape.radialBasis {
          J.addTop(of: adjoint[n], times: sums[k], to: &radial[n &* shape.radialBasis &+ k])
        }
      }
      accumulateAngular(segment.rows, into: gradient.angular(block.element, segment.element))
    }
  }

  /// Adds Σ_j top(ḡ_n f_k) over some rows to c̄_nk.
  private func accumulateAngular(_ rows: Range<Int>, into sums: UnsafeMutablePointer<J.L>) {
    let (channels, basis) = (shape.angular, shape.angularBasis)
    for row in stride(from: rows.lowerBound, to: rows.upperBound, by: 4) {
      let g = channelAdjoints.base + row &* channels
      let f = basisValues.base + row &* basis
      for n in 0..<channels {
        for k in 0..<basis {
          var sum = sums[n &* basis &+ k]
          for place in 0..<4 {
            J.addTop(of: g[place &* channels &+ n], times: f[place &* basis &+ k], to: &sum)
          }
          sums[n &* basis &+ k] = sum
        }
      }
    }
  }
}
