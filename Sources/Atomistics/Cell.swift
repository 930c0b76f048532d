/// A periodic cell: three lattice vectors as rows, and which of them repeat.
///
/// A fully aperiodic system has no cell (`nil`), not a large one. A direction that does not repeat
/// keeps its vector for the geometry of the cell, but has no images.
public struct Cell: Hashable, Sendable {
  /// The lattice vectors as rows, in Å.
  public var vectors: Matrix3

  /// Whether the system repeats along each lattice vector.
  public var periodicity: [Bool]

  /// Creates a cell from lattice vectors (rows, Å) and the directions that repeat (all, by default).
  public init(_ vectors: Matrix3, periodicity: [Bool] = [true, true, true]) {
    precondition(periodicity.count == 3, "periodicity has three entries")
    self.vectors = vectors
    self.periodicity = periodicity
  }

  /// The volume |det| in Å³.
  public var volume: Double { abs(vectors.determinant) }

  /// The distances between opposite faces in Å: how thick the cell is along each reciprocal direction.
  public var heights: SIMD3<Double> {
    let (a, b, c) = vectors.rows
    return SIMD3(volume / b.cross(c).norm, volume / c.cross(a).norm, volume / a.cross(b).norm)
  }
}
