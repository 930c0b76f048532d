internal import CLanes

/// Points sorted into a grid of bins, and the search for pairs of them within a cutoff.
///
/// A row of bins along the first direction is contiguous in memory, so that the candidates of an atom are
/// a few long runs, which are scanned eight at a time without branches.
struct PointBins: Sendable {
  /// How many bins the cutoff spans along the second and third direction, and along the first.
  ///
  /// Finer bins leave fewer candidates but more and shorter runs. Measured for silicon at 5 Å.
  private static let binsPerCutoff = SIMD3<Double>(2, 1, 1)

  /// Fewer points than this go into a single bin: looking up bins would cost more than it saves.
  private static let fewestPoints = 64

  /// The number of bins along each direction.
  private var extent = SIMD3<Int32>(repeating: 1)

  /// How many bins to look at on either side of an atom's own.
  private var reach = SIMD3<Int32>(repeating: 0)

  /// The bin of each point along each direction, in the order the points came in.
  private var binOfPoint: [SIMD3<Int32>] = []

  /// The place of each point in the sorted arrays.
  private var slotOfPoint: [Int32] = []

  /// Where the points of each bin begin in the sorted arrays; one more entry than bins.
  private var starts: [Int32] = []

  /// The points in order of their bins, in Å, and room to read eight of them from any place.
  private var x: [Double] = []
  private var y: [Double] = []
  private var z: [Double] = []

  /// What the sorted points are images of.
  private var origins: [PointOrigin] = []

  /// Sorts points into bins over the box that their fractional coordinates fill.
  ///
  /// - Parameter cutoff: The cutoff in fractional coordinates.
  mutating func sort(_ cluster: PointCluster, cutoff: SIMD3<Double>) {
    let (lower, upper) = cluster.bounds
    let count = cluster.positions.count
    let scale = layOut(size: upper - lower, cutoff: cutoff, pointCount: count)
    let last = SIMD3<Double>(extent &- 1)
    starts.removeAll(keepingCapacity: true)
    starts.append(contentsOf: repeatElement(0, count: Int(extent.x * extent.y * extent.z) + 1))
    binOfPoint.resize(to: count, filler: .zero)
    slotOfPoint.resize(to: count, filler: 0)
    x.resize(to: count + NearPoints.width - 1, filler: 0)
    y.resize(to: count + NearPoints.width - 1, filler: 0)
    z.resize(to: count + NearPoints.width - 1, filler: 0)
    origins.resize(to: count, filler: PointOrigin(atom: 0, shift: .zero))
    for point in 0..<count {
      // Rounding may put a point at the rim just outside.
      let place = (cluster.fractions[point] - lower) * scale
      let bin = SIMD3<Int32>(integerPartsOf: place.clamped(lowerBound: .zero, upperBound: last))
      binOfPoint[point] = bin
      starts[index(of: bin)] += 1
    }
    // Running sums make each entry the end of its bin, and filling from the back turns the ends into
    // beginnings while points of one bin keep their order.
    for bin in 1..<starts.count { starts[bin] += starts[bin - 1] }
    for point in stride(from: count - 1, through: 0, by: -1) {
      let bin = index(of: binOfPoint[point])
      starts[bin] -= 1
      let slot = Int(starts[bin])
      slotOfPoint[point] = starts[bin]
      x[slot] = cluster.positions[point].x
      y[slot] = cluster.positions[point].y
      z[slot] = cluster.positions[point].z
      origins[slot] = cluster.origins[point]
    }
  }

  /// The number of a bin; bins along the first direction follow each other.
  private func index(of bin: SIMD3<Int32>) -> Int {
    Int(bin.x) + Int(extent.x) * (Int(bin.y) + Int(extent.y) * Int(bin.z))
  }

  /// Chooses the number of bins, and returns how many there are to a unit of fractional coordinates.
  private mutating func layOut(
    size: SIMD3<Double>, cutoff: SIMD3<Double>, pointCount: Int
  ) -> SIMD3<Double> {
    var count = SIMD3<Double>(repeating: 1)
    if pointCount >= Self.fewestPoints {
      let wanted = (size / cutoff * Self.binsPerCutoff).rounded(.down)
      count = pointwiseMax(wanted, SIMD3(repeating: 1))
      // Atoms may be far apart: never more bins than points.
      while count.x * count.y * count.z > Double(pointCount) {
        let longest = (0..<3).max { count[$0] < count[$1] } ?? 0
        count[longest] = (count[longest] / 2).rounded(.up)
      }
    }
    extent = SIMD3<Int32>(count)
    reach = SIMD3<Int32>(Self.binsPerCutoff)
    return count / pointwiseMax(size, SIMD3(repeating: .leastNormalMagnitude))
  }

  /// Appends the neighbors of every atom of the cluster last sorted to a list.
  ///
  /// - Parameters:
  ///   - cutoff: In Å.
  ///   - found: Scratch memory: the slots of all neighbors, atom after atom.
  func search(
    _ cluster: PointCluster, cutoff: Double, found: inout [Int32], into list: inout NeighborList
  ) {
    var used = 0
    let firstPair = list.neighbors.count
    for atom in 0..<cluster.atomCount {
      // Room for all points, and for the eight that are written at a time; `x` is that much longer.
      if found.count < used + x.count {
        found.resize(to: max(2 * found.count, used + x.count), filler: 0)
      }
      used = scan(
        around: atom, at: cluster.positions[atom], squaredCutoff: cutoff * cutoff, into: &found,
        from: used)
      list.offsets.append(firstPair + used)
    }
    list.neighbors.resize(to: firstPair + used, filler: 0)
    list.shifts.resize(to: firstPair + used, filler: .zero)
    let offsets = list.offsets[(list.offsets.count - 1 - cluster.atomCount)...]
    name(found.span, of: cluster, offsets, &list.neighbors, &list.shifts)
  }

  /// Turns the slots found around each atom into atoms and shifts, at the offsets of a list.
  private func name(
    _ found: Span<Int32>, of cluster: PointCluster, _ offsets: ArraySlice<Int>,
    _ neighbors: inout [Int32], _ shifts: inout [SIMD3<Int32>]
  ) {
    var atoms = neighbors.mutableSpan
    var translations = shifts.mutableSpan
    let firstPair = offsets[offsets.startIndex]
    for atom in 0..<cluster.atomCount {
      let index = offsets.startIndex + atom
      let shift = cluster.origins[atom].shift
      for pair in offsets[index]..<offsets[index + 1] {
        let origin = origins[Int(found[pair - firstPair])]
        atoms[pair] = origin.atom
        translations[pair] = origin.shift &- shift
      }
    }
  }

  /// Writes the slots of the neighbors of one atom to an array from `start` on; returns their end.
  private func scan(
    around atom: Int, at center: SIMD3<Double>, squaredCutoff: Double, into found: inout [Int32],
    from start: Int
  ) -> Int {
    let bin = binOfPoint[atom]
    let first = pointwiseMax(bin &- reach, SIMD3(repeating: 0))
    let last = pointwiseMin(bin &+ reach, extent &- 1)
    let own = Int(slotOfPoint[atom])
    var end = start
    for c in first.z...last.z {
      for b in first.y...last.y {
        let row = index(of: SIMD3(0, b, c))
        let begin = Int(starts[row + Int(first.x)])
        let stop = Int(starts[row + Int(last.x) + 1])
        // The atom itself is not its own neighbor; the run that holds it is scanned in two parts.
        let middle = own >= begin && own < stop ? own : stop
        end = scan(begin..<middle, at: center, squaredCutoff, into: &found, from: end)
        if middle < stop {
          end = scan(middle + 1..<stop, at: center, squaredCutoff, into: &found, from: end)
        }
      }
    }
    return end
  }

  /// Writes those of some slots that are near a center to an array.
  @inline(__always)
  private func scan(
    _ slots: Range<Int>, at center: SIMD3<Double>, _ squaredCutoff: Double,
    into found: inout [Int32], from start: Int
  ) -> Int {
    let (xs, ys, zs) = (x.span.bytes, y.span.bytes, z.span.bytes)
    var span = found.mutableSpan
    var output = span.mutableBytes
    var end = start
    for slot in stride(from: slots.lowerBound, to: slots.upperBound, by: NearPoints.width) {
      let near = NearPoints(
        xs.eight(from: slot), ys.eight(from: slot), zs.eight(from: slot), center: center,
        squaredCutoff: squaredCutoff, count: slots.upperBound - slot)
      // Written always and kept only if near: a branch here would be mispredicted for every second neighbor.
      output.storeBytes(
        of: near.places &+ Int32(truncatingIfNeeded: slot), toByteOffset: 4 &* end, as: SIMD8<Int32>.self)
      end &+= near.count
    }
    return end
  }
}

extension RawSpan {
  /// Eight numbers from any place on.
  @inline(__always)
  fileprivate func eight(from place: Int) -> SIMD8<Double> {
    unsafeLoadUnaligned(fromByteOffset: 8 &* place, as: SIMD8<Double>.self)
  }
}
