internal import Atomistics

/// Moving structures as the sweeps want them: sites at their present positions, and the pairs between them.
struct MovingSites<Scalar: MatrixScalar> {
  /// The element index of each atom, the atoms of all structures one after another.
  let elements: [Int32]

  /// Where the atoms of each structure begin, and at the end the number of atoms.
  let structureOffsets: [Int]

  private(set) var sites: InteractionSites

  /// The pairs of sites, near ones first where the potential has an inner cutoff.
  private(set) var graph: NeighborGraph<Scalar>

  private var list: VerletList
  private let innerReach: Double?

  /// Takes over structures.
  ///
  /// - Parameters:
  ///   - innerCutoff: The distance in Å up to which neighbors are wanted first in their rows.
  ///   - skin: How much farther than the cutoffs pairs reach, in Å.
  /// - Throws: `PotentialError.unknownElement`, `AtomisticsError` for a degenerate cell.
  init(
    _ structures: [Configuration], of potential: some Potential, innerCutoff: Double? = nil, skin: Double
  ) throws {
    elements = try potential.elementIndices(of: structures)
    list = try VerletList(of: structures, cutoff: potential.cutoff, skin: skin)
    structureOffsets = list.structureOffsets
    sites = InteractionSites(structureOffsets: structureOffsets)
    graph = NeighborGraph(
      elementCount: potential.elements.count, elements: elements, offsets: [], neighbors: [], vectors: [])
    innerReach = innerCutoff.map { $0 + skin }
  }

  /// The number of structures.
  var structureCount: Int { structureOffsets.count - 1 }

  /// The cell vectors of each structure; zero where there is no cell.
  var lattices: [Matrix3] { list.cells.map { $0?.vectors ?? .zero } }

  /// Moves the atoms, and the sites along with them.
  ///
  /// - Returns: Whether the pairs may have changed since the last call.
  /// - Throws: `PotentialError.positionNotFinite`, or `AtomisticsError` for a degenerate cell.
  mutating func update(positions: [SIMD3<Double>], cells: [Cell?]?) throws -> Bool {
    let changed = try updatePairs(positions: positions, cells: cells)
    sites.update(positions: positions, lattices: lattices)
    return changed
  }

  /// Finds the pairs of moved atoms but leaves the sites where they are, for threads that move sites of their own.
  ///
  /// - Returns: Whether the pairs may have changed since the last call.
  /// - Throws: `PotentialError.positionNotFinite`, or `AtomisticsError` for a degenerate cell.
  mutating func updatePairs(positions: [SIMD3<Double>], cells: [Cell?]?) throws -> Bool {
    try PotentialError.requireFinite(positions, structureOffsets: structureOffsets)
    guard try list.update(positions: positions, cells: cells) || graph.offsets.isEmpty else { return false }
    sites.writePairs(of: list.list, to: &graph)
    if let innerReach {
      sites.update(positions: positions, lattices: lattices)
      graph.putNearNeighborsFirst(within: innerReach, positions: sites.positions)
    }
    return true
  }
}

extension PairBlocks {
  /// Places the atoms of one of `parts` about equal parts of a graph.
  func assemble(part: Int, of parts: Int, _ graph: NeighborGraph<L.Scalar>, siteCount: Int) {
    let atoms = (0..<graph.atomCount).part(part, of: parts)
    assemble(
      atoms.map { Entry(graph: 0, atom: $0, siteOffset: 0) }, graphs: [graph], siteCount: siteCount)
  }
}
