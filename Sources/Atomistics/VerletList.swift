/// Neighbor lists of moving structures that are rebuilt only when they have to be.
///
/// The list reaches a skin beyond the cutoff. It stays complete as long as no pair that it left out can
/// have come within the cutoff. With u_i the displacement of atom i since the list was built, beyond
/// what the deformation F of the cell moved it by, a pair r becomes r F + u_j − u_i, so that
///
///     2 max |u_i| + (cutoff + skin) ‖F − 1‖ ≤ skin
///
/// is enough (‖·‖ is the Frobenius norm). In a constant cell this is the rule of Verlet
/// (doi:10.1103/PhysRev.159.98): no atom has moved by more than half of the skin.
///
/// The atoms of all structures stand in one array, structure after structure; the list numbers them
/// through, and structures are never neighbors of each other.
public struct VerletList: Sendable {
  /// The distance in Å within which no pair is ever missing.
  public let cutoff: Double

  /// How much farther in Å the list reaches.
  public let skin: Double

  /// Where the atoms of each structure begin, and at the end the number of atoms.
  public let structureOffsets: [Int]

  /// The pairs within `cutoff + skin` when the list was last built; now some may be farther apart.
  public private(set) var list = NeighborList()

  /// The present cells.
  public private(set) var cells: [Cell?]

  /// How many times the list has been built.
  public private(set) var buildCount = 0

  private var search = NeighborSearch()
  private var builtPositions: [SIMD3<Double>] = []
  private var builtCells: [Cell?] = []
  private var builtBases: [LatticeBasis] = []

  /// Builds the list of some structures.
  ///
  /// - Parameters:
  ///   - cutoff: In Å, finite and greater than zero.
  ///   - skin: In Å, finite and not negative; zero rebuilds the list at every update.
  /// - Throws: `AtomisticsError` for a degenerate cell or a position that is not finite.
  public init(
    of structures: [Configuration], cutoff: Double, skin: Double
  ) throws(AtomisticsError) {
    precondition(cutoff > 0 && cutoff.isFinite, "the cutoff is finite and greater than zero")
    precondition(skin >= 0 && skin.isFinite, "the skin is finite and not negative")
    self.cutoff = cutoff
    self.skin = skin
    var offsets = [0]
    for structure in structures { offsets.append(offsets[offsets.count - 1] + structure.count) }
    structureOffsets = offsets
    cells = structures.map(\.cell)
    try build(structures.flatMap(\.positions))
  }

  /// The atoms of a structure.
  public func atoms(of structure: Int) -> Range<Int> {
    structureOffsets[structure]..<structureOffsets[structure + 1]
  }

  /// Makes the list good for new positions.
  ///
  /// Checking costs a few nanoseconds an atom. Positions must not jump by whole cells between updates
  /// (wrapping atoms back into the cell is not needed); if they do, the list is simply rebuilt.
  ///
  /// - Parameters:
  ///   - positions: The atoms of all structures in Å.
  ///   - cells: One for each structure, or `nil` to keep the present cells.
  /// - Returns: Whether the list was rebuilt.
  /// - Throws: `AtomisticsError` for a degenerate cell or a position that is not finite; the list then
  ///   is that of the last good update, or empty.
  @discardableResult
  public mutating func update(
    positions: [SIMD3<Double>], cells newCells: [Cell?]? = nil
  ) throws(AtomisticsError) -> Bool {
    precondition(positions.count == structureOffsets.last, "one position for each atom")
    if let newCells {
      precondition(newCells.count == cells.count, "one cell for each structure")
      cells = newCells
    }
    if skin > 0, try isComplete(for: positions) { return false }
    try build(positions)
    return true
  }

  /// Whether no pair can have come within the cutoff unnoticed.
  private func isComplete(for positions: [SIMD3<Double>]) throws(AtomisticsError) -> Bool {
    guard builtPositions.count == positions.count else { return false }
    for structure in cells.indices {
      var deformation: Matrix3?
      var slack = skin
      if cells[structure] != builtCells[structure] {
        guard cells[structure]?.periodicity == builtCells[structure]?.periodicity else { return false }
        let basis = try LatticeBasis(cells[structure])
        let change = builtBases[structure].inverse * basis.vectors
        let strain = change - .identity
        deformation = change
        slack -= (cutoff + skin) * (0..<3).map { strain[$0].dot(strain[$0]) }.reduce(0, +).squareRoot()
      }
      // Written so that NaN is not complete; the build then reports the atom.
      guard slack >= 0 else { return false }
      let limit = slack * slack / 4
      for atom in atoms(of: structure) {
        let start = deformation.map { builtPositions[atom] * $0 } ?? builtPositions[atom]
        let displacement = positions[atom] - start
        guard displacement.dot(displacement) <= limit else { return false }
      }
    }
    return true
  }

  private mutating func build(_ positions: [SIMD3<Double>]) throws(AtomisticsError) {
    builtPositions.removeAll(keepingCapacity: true)
    list.removeAll()
    builtBases.removeAll(keepingCapacity: true)
    for structure in cells.indices {
      builtBases.append(try LatticeBasis(cells[structure]))
      try search.append(
        positions, atoms: atoms(of: structure), cell: cells[structure], cutoff: cutoff + skin,
        to: &list)
    }
    builtPositions.append(contentsOf: positions)
    builtCells = cells
    buildCount += 1
  }
}
