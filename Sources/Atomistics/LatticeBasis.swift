/// Three independent vectors that hold the periodic lattice vectors of a cell.
///
/// Directions that do not repeat get unit vectors at right angles to those that do, whatever the cell
/// says about them (a slab may have a zero vector there). Without a cell the basis is the unit matrix.
struct LatticeBasis: Sendable, Equatable {
  /// The basis vectors as rows, in Å.
  let vectors: Matrix3

  /// Turns a position (row vector) into fractional coordinates: f = r · inverse.
  let inverse: Matrix3

  /// Whether the system repeats along each vector.
  let isPeriodic: SIMDMask<SIMD3<Int64>>

  /// The distance in Å between the planes of fractional coordinates 0 and 1, along each direction.
  let heights: SIMD3<Double>

  /// Completes the periodic vectors of a cell to a basis.
  ///
  /// - Throws: `AtomisticsError.degenerateCell` where they are not finite or not independent.
  init(_ cell: Cell?) throws(AtomisticsError) {
    guard let cell, cell.periodicity.contains(true) else {
      vectors = .identity
      inverse = .identity
      isPeriodic = SIMDMask(repeating: false)
      heights = SIMD3(repeating: 1)
      return
    }
    var basis = cell.vectors
    var periodic = SIMDMask<SIMD3<Int64>>(repeating: false)
    for k in 0..<3 { periodic[k] = cell.periodicity[k] }
    let repeating = (0..<3).filter { periodic[$0] }
    let free = (0..<3).filter { !periodic[$0] }
    if repeating.count == 2 {
      let normal = basis[repeating[0]].cross(basis[repeating[1]])
      basis[free[0]] = normal / normal.norm
    } else if repeating.count == 1 {
      let axis = basis[repeating[0]]
      // The Cartesian axis least along the vector cannot be parallel to it.
      let leastAligned = (0..<3).min { abs(axis[$0]) < abs(axis[$1]) } ?? 0
      let normal = axis.cross(Matrix3.identity[leastAligned])
      basis[free[0]] = normal / normal.norm
      let binormal = axis.cross(normal)
      basis[free[1]] = binormal / binormal.norm
    }
    // A relative volume of 1e-10 is far below that of any real cell and far above rounding. The
    // comparison fails for NaN, which a vector of zero length leaves behind.
    let box = basis[0].norm * basis[1].norm * basis[2].norm
    guard box.isFinite, abs(basis.determinant) > 1e-10 * box else { throw .degenerateCell(cell) }
    vectors = basis
    inverse = basis.inverse
    isPeriodic = periodic
    heights = Cell(basis).heights
  }
}
