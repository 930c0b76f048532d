internal import Atomistics

/// Moving structures as the sweeps want them: sites at their present positions, and the pairs between them.
struct MovingSites<Scalar: MatrixScalar> {
  /// The element index of each atom, the atoms of all structures one after another.
  let elements: [Int32]

  /// Where the atoms of each structure begin, and at the end the number of atoms.
  let structureOffsets: [Int]

  private(set) var sites: InteractionSites
  private let elementCount: Int
  private var list: VerletList
  private var hasGraph = false

  init(
    _ structures: [Configuration], elements: [Int32], elementCount: Int, cutoff: Double, skin: Double
  ) throws {
    self.elements = elements
    self.elementCount = elementCount
    list = try VerletList(of: structures, cutoff: cutoff, skin: skin)
    structureOffsets = list.structureOffsets
    sites = InteractionSites(structureOffsets: structureOffsets)
  }

  /// The number of structures.
  var structureCount: Int { structureOffsets.count - 1 }

  /// The cell vectors of each structure; zero where there is no cell.
  var lattices: [Matrix3] { list.cells.map { $0?.vectors ?? .zero } }

  /// Moves the atoms.
  ///
  /// - Returns: The pairs, where they may have changed since the last call.
  /// - Throws: `PotentialError.positionNotFinite`, or `AtomisticsError` for a degenerate cell.
  mutating func update(positions: [SIMD3<Double>], cells: [Cell?]?) throws -> NeighborGraph<Scalar>? {
    let graph = try updatePairs(positions: positions, cells: cells)
    moveSites(positions: positions)
    return graph
  }

  /// Moves the sites along with the atoms.
  mutating func moveSites(positions: [SIMD3<Double>]) {
    sites.update(positions: positions, lattices: lattices)
  }

  /// Finds the pairs of moved atoms but leaves the sites where they are, for threads that move sites of their own.
  ///
  /// - Returns: The pairs, where they may have changed since the last call.
  /// - Throws: `PotentialError.positionNotFinite`, or `AtomisticsError` for a degenerate cell.
  mutating func updatePairs(positions: [SIMD3<Double>], cells: [Cell?]?) throws -> NeighborGraph<Scalar>? {
    try PotentialError.requireFinite(positions, structureOffsets: structureOffsets)
    let rebuilt = try list.update(positions: positions, cells: cells)
    var graph: NeighborGraph<Scalar>?
    if rebuilt || !hasGraph {
      graph = sites.makeGraph(of: list.list, elements: elements, elementCount: elementCount)
      hasGraph = true
    }
    return graph
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
