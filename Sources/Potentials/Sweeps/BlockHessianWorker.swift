/// The share of one thread in whole Hessians: some central atoms, and what displacing each of their neighbors
/// does to the derivatives of their energies.
///
/// A lane holds a central atom i and one neighbor k, which is displaced along its three axes at once. An energy E_i
/// then costs one lane for each of its neighbors, however large the structure is: Hessians cost as much
/// as N·n lanes, not N².
final class BlockHessianWorker<L: Lane> {
  /// The second derivatives of all structures, 3N × 3N numbers in row order each, one structure after another.
  private let hessians = Scratch<Double>()

  private let pairs: PairBlocks<L>
  private let sweep: any BlockSweep<TripleDual<L>>
  private let gradient = Scratch<TripleDual<L>>()
  private let movedAtoms = Scratch<Int32>()

  /// How many lanes are worked on at once, so that memory does not grow with the structure.
  private static var chunkSize: Int { 1024 }

  init(_ sweep: any BlockSweep<TripleDual<L>>, cutoff: Double) {
    pairs = PairBlocks(cutoff: cutoff)
    self.sweep = sweep
  }

  /// Computes what the energies of some atoms add to the Hessians.
  ///
  /// - Parameters:
  ///   - atoms: The central atoms.
  ///   - graph: Their pairs.
  ///   - positions: The positions of all sites.
  ///   - atomOfSite: The atom of every site.
  ///   - layout: Where the Hessians stand.
  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  func evaluate(
    _ atoms: Range<Int>, of graph: NeighborGraph<L.Scalar>, positions: UnsafePointer<SIMD3<Double>>,
    atomOfSite: [Int32], layout: HessianLayout
  ) {
    hessians.fill(layout.count, with: 0)
    var entries: [PairBlocks<L>.Entry] = []
    var moved: [Int32] = []
    for atom in atoms {
      let rows = atom * graph.elementCount
      let pairs = Int(graph.offsets[rows])..<Int(graph.offsets[rows + graph.elementCount])
      let neighbors = Set(pairs.map { atomOfSite[Int(graph.neighbors[$0])] }).subtracting([Int32(atom)])
      for neighbor in neighbors.sorted() {
        entries.append(.init(graph: 0, atom: atom, siteOffset: 0))
        moved.append(neighbor)
      }
      guard entries.count >= Self.chunkSize || atom == atoms.upperBound - 1 else { continue }
      self.pairs.assemble(entries, graphs: [graph], siteCount: atomOfSite.count)
      self.pairs.updateVectors(positions: positions)
      placeMoved(moved)
      atomOfSite.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { return }
        addBlocks(atomOfSite: base, layout)
      }
      entries.removeAll(keepingCapacity: true)
      moved.removeAll(keepingCapacity: true)
    }
  }

  /// Adds what another thread has found.
  func add(_ other: BlockHessianWorker, _ layout: HessianLayout) {
    let (sums, others) = (hessians.base, other.hessians.base)
    for element in 0..<layout.count { sums[element] += others[element] }
  }

  /// The second derivatives of one structure in row order.
  func matrix(of structure: Int, _ layout: HessianLayout) -> UnsafeBufferPointer<Double> {
    let elements = layout.elements(of: structure)
    return UnsafeBufferPointer(start: hessians.base + elements.lowerBound, count: elements.count)
  }

  /// Writes the moved atom of each lane.
  private func placeMoved(_ moved: [Int32]) {
    let lanes = pairs.blocks.count * L.width
    movedAtoms.fill(lanes, with: -1)
    var position = 0
    for lane in 0..<lanes where pairs.centers.base[lane] != Int32(pairs.siteCount) {
      movedAtoms.base[lane] = moved[pairs.order[position]]
      position += 1
    }
  }

  private func addBlocks(atomOfSite: UnsafePointer<Int32>, _ layout: HessianLayout) {
    let directions = JetDirections<L.Scalar>(
      displacements: [], strains: [], structures: nil,
      movedAtoms: MovedAtoms(atoms: UnsafePointer(movedAtoms.base), atomOfSite: atomOfSite))
    for (index, block) in pairs.blocks.enumerated() {
      gradient.reserve(3 * block.slots.count)
      _ = sweep.evaluate(block, index: index, of: pairs, directions: directions, gradient: gradient.base)
      scatter(block, index: index, atomOfSite: atomOfSite, layout)
    }
  }

  /// Adds ∂/∂R_k ∂E_i/∂r_ij of a block: with r_ij = R_j − R_i to rows j and, negative, i, of column k; and, as moving
  /// all atoms does nothing, all of it negative to column i.
  private func scatter(
    _ block: PairBlocks<L>.Block, index: Int, atomOfSite: UnsafePointer<Int32>, _ layout: HessianLayout
  ) {
    let width = L.width
    let jetLength = 4 &* width
    let source = UnsafeRawPointer(gradient.base).assumingMemoryBound(to: L.Scalar.self)
    let sites = pairs.neighbors.base + block.slots.lowerBound * width
    for lane in 0..<width {
      let moved = Int(movedAtoms.base[index * width + lane])
      guard moved >= 0 else { continue }
      let center = Int(pairs.centers.base[index * width + lane])
      let (start, row) = layout.place(of: center)
      let (column, own) = (3 * layout.local(moved), 3 * layout.local(center))
      let matrix = hessians.base + start
      var total = SecondDerivatives.zero
      for slot in 0..<block.slots.count {
        let site = Int(sites[slot &* width &+ lane])
        guard site != pairs.siteCount else { continue }
        let value = SecondDerivatives(source + (3 &* slot &* jetLength &+ lane), jetLength, width)
        let target = matrix + 3 * layout.local(Int(atomOfSite[site])) * row
        value.add(to: target + column, row: row)
        value.subtract(from: target + own, row: row)
        total.add(value)
      }
      total.subtract(from: matrix + own * row + column, row: row)
      total.add(to: matrix + own * row + own, row: row)
    }
  }
}
