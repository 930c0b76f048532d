/// All pairs of atoms within a cutoff, periodic images included, grouped by the first atom.
///
/// Pair p of atom i, with p in `offsets[i] ..< offsets[i + 1]`, points to atom j = `neighbors[p]` in the
/// cell translated by S = `shifts[p]`:
///
///     r_ij = r_j + S · cell − r_i,   |r_ij| < cutoff
///
/// The list is full: j is a neighbor of i and i (with −S) a neighbor of j. An atom is a neighbor of its
/// own images (S ≠ 0) when the cell is smaller than the cutoff. Positions need not lie inside the cell;
/// the shifts hold for the positions as they are given.
public struct NeighborList: Sendable, Equatable {
  /// Where the pairs of each atom begin, and at the end the number of pairs: one entry more than atoms.
  public internal(set) var offsets: [Int]

  /// The second atom of each pair.
  public internal(set) var neighbors: [Int32]

  /// The translation of the second atom of each pair, in lattice vectors.
  public internal(set) var shifts: [SIMD3<Int32>]

  /// A list of no atoms.
  public init() {
    offsets = [0]
    neighbors = []
    shifts = []
  }

  /// Finds the pairs of a configuration.
  ///
  /// The order of the pairs is a function of the input alone. The cost grows linearly with the number
  /// of pairs: atoms and their images are sorted into cells no smaller than the cutoff.
  ///
  /// - Parameter cutoff: In Å, finite and greater than zero.
  /// - Throws: `AtomisticsError` for a cell without volume, a cell far thinner than the cutoff, or a
  ///   position that is not finite.
  public init(of configuration: Configuration, cutoff: Double) throws(AtomisticsError) {
    self.init()
    var search = NeighborSearch()
    try search.append(
      configuration.positions, atoms: 0..<configuration.count, cell: configuration.cell,
      cutoff: cutoff, to: &self)
  }

  /// Forgets all atoms but keeps the memory.
  mutating func removeAll() {
    offsets.removeAll(keepingCapacity: true)
    offsets.append(0)
    neighbors.removeAll(keepingCapacity: true)
    shifts.removeAll(keepingCapacity: true)
  }

  /// The number of atoms.
  public var count: Int { offsets.count - 1 }

  /// The pairs of an atom, as indices of `neighbors` and `shifts`.
  public func pairs(of atom: Int) -> Range<Int> { offsets[atom]..<offsets[atom + 1] }

  /// Computes the pair vectors r_ij in Å of a range of atoms, as their positions are now.
  ///
  /// - Parameters:
  ///   - positions: The positions of all atoms of the list.
  ///   - atoms: The first atoms i; they and their neighbors belong to one structure.
  ///   - cell: The cell of that structure.
  ///   - vectors: One entry a pair of the whole list; those of `atoms` are written.
  public func updateVectors(
    _ vectors: inout [SIMD3<Double>], of atoms: Range<Int>, positions: [SIMD3<Double>], cell: Cell?
  ) {
    precondition(vectors.count == neighbors.count, "one vector for each pair")
    let lattice = cell?.vectors ?? .zero
    for i in atoms {
      let origin = positions[i]
      for p in offsets[i]..<offsets[i + 1] {
        var vector = positions[Int(neighbors[p])] - origin
        let shift = shifts[p]
        if shift != .zero { vector += SIMD3<Double>(shift) * lattice }
        vectors[p] = vector
      }
    }
  }

  /// The pair vectors r_ij in Å of a configuration that this list belongs to.
  public func vectors(in configuration: Configuration) -> [SIMD3<Double>] {
    var vectors = [SIMD3<Double>](repeating: .zero, count: neighbors.count)
    updateVectors(
      &vectors, of: 0..<count, positions: configuration.positions, cell: configuration.cell)
    return vectors
  }
}
