/// The atoms of a structure, wrapped into the cell, and those of their periodic images that matter.
///
/// Images make every boundary condition the same problem: each image within a cutoff of the region that
/// the atoms fill is a point of its own, and what is left is a cluster of points. Triclinic, partly
/// periodic and very small cells need no cases of their own.
struct PointCluster: Sendable {
  /// The number of atoms, which are the first points.
  private(set) var atomCount = 0

  /// The points in Å.
  private(set) var positions: [SIMD3<Double>] = []

  /// The points in fractional coordinates of the lattice basis.
  private(set) var fractions: [SIMD3<Double>] = []

  /// Which atom each point is an image of.
  private(set) var origins: [PointOrigin] = []

  /// The smallest and the largest fractional coordinates.
  private(set) var bounds = (lower: SIMD3<Double>.zero, upper: SIMD3<Double>.zero)

  /// Replaces the points by those of a structure.
  ///
  /// - Parameters:
  ///   - positions: In Å; only those in `atoms` are read.
  ///   - atoms: The atoms of the structure.
  ///   - cutoff: How far images matter, in fractional coordinates.
  mutating func update(
    _ positions: [SIMD3<Double>], atoms: Range<Int>, basis: LatticeBasis, cutoff: SIMD3<Double>
  ) throws(AtomisticsError) {
    atomCount = atoms.count
    self.positions.removeAll(keepingCapacity: true)
    fractions.removeAll(keepingCapacity: true)
    origins.removeAll(keepingCapacity: true)
    bounds = (SIMD3(repeating: .infinity), SIMD3(repeating: -.infinity))
    for atom in atoms {
      let position = positions[atom]
      let fraction = position * basis.inverse
      // False for NaN as well; keeps the conversions to Int32 exact.
      guard all(fraction .> -1e9), all(fraction .< 1e9) else {
        throw .positionOutOfRange(atom: atom - atoms.lowerBound)
      }
      let cells = fraction.rounded(.down).replacing(with: 0, where: .!basis.isPeriodic)
      self.positions.append(position - cells * basis.vectors)
      fractions.append(fraction - cells)
      origins.append(PointOrigin(atom: Int32(atom), shift: SIMD3<Int32>(integerPartsOf: -cells)))
      bounds.lower = pointwiseMin(bounds.lower, fraction - cells)
      bounds.upper = pointwiseMax(bounds.upper, fraction - cells)
    }
    if any(basis.isPeriodic) { addImages(basis: basis, cutoff: cutoff) }
  }

  /// Adds every image of an atom within a cutoff of the box that the atoms fill.
  private mutating func addImages(basis: LatticeBasis, cutoff: SIMD3<Double>) {
    bounds.lower.replace(with: bounds.lower - cutoff, where: basis.isPeriodic)
    bounds.upper.replace(with: bounds.upper + cutoff, where: basis.isPeriodic)
    for atom in 0..<atomCount {
      let (position, fraction, origin) = (positions[atom], fractions[atom], origins[atom])
      let below = (bounds.lower - fraction).rounded(.up)
      let above = (bounds.upper - fraction).rounded(.down)
      let first = SIMD3<Int32>(integerPartsOf: below.replacing(with: 0, where: .!basis.isPeriodic))
      let last = SIMD3<Int32>(integerPartsOf: above.replacing(with: 0, where: .!basis.isPeriodic))
      for a in first.x...last.x {
        for b in first.y...last.y {
          for c in first.z...last.z where a != 0 || b != 0 || c != 0 {
            let cells = SIMD3(Double(a), Double(b), Double(c))
            positions.append(position + cells * basis.vectors)
            fractions.append(fraction + cells)
            origins.append(PointOrigin(atom: origin.atom, shift: origin.shift &+ SIMD3(a, b, c)))
          }
        }
      }
    }
  }
}

extension SIMD3<Int32> {
  /// The integer parts of coordinates that are known to be small.
  ///
  /// Component by component: the library's conversion of whole vectors is not inlined, which costs
  /// more than finding the neighbors does.
  init(integerPartsOf vector: SIMD3<Double>) {
    self.init(Int32(vector.x), Int32(vector.y), Int32(vector.z))
  }
}

/// The atom that a point is an image of, and the cells from its given position to the point.
struct PointOrigin: Sendable {
  var atom: Int32
  var shift: SIMD3<Int32>
}
