/// Finds the neighbors of structures, and keeps its memory from one to the next.
struct NeighborSearch: Sendable {
  private var cluster = PointCluster()
  private var bins = PointBins()
  private var found: [Int32] = []

  /// Appends the neighbors of one structure to a list.
  ///
  /// - Parameters:
  ///   - positions: In Å; only those in `atoms` are read.
  ///   - atoms: The atoms of the structure, which follow those that the list already holds.
  ///   - cell: The cell of the structure.
  ///   - cutoff: In Å, finite and greater than zero.
  ///   - list: Neighbors are numbered as in `positions`.
  /// - Throws: `AtomisticsError`; atoms are counted from the first one of the structure.
  mutating func append(
    _ positions: [SIMD3<Double>], atoms: Range<Int>, cell: Cell?, cutoff: Double,
    to list: inout NeighborList
  ) throws(AtomisticsError) {
    precondition(cutoff > 0 && cutoff.isFinite, "the cutoff is finite and greater than zero")
    precondition(list.count == atoms.lowerBound, "structures are appended in order")
    let basis = try LatticeBasis(cell)
    // A little too large rather than too small: rounding must not lose an image.
    let fractionalCutoff = cutoff * (1 + 1e-9) / basis.heights
    for k in 0..<3 where basis.isPeriodic[k] && fractionalCutoff[k] > 100 {
      throw .cellTooThin(direction: k, height: basis.heights[k], cutoff: cutoff)
    }
    guard !atoms.isEmpty else { return }
    try cluster.update(positions, atoms: atoms, basis: basis, cutoff: fractionalCutoff)
    bins.sort(cluster, cutoff: fractionalCutoff)
    bins.search(cluster, cutoff: cutoff, found: &found, into: &list)
  }
}
