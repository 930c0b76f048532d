internal import Atomistics

/// The share of one thread in an evaluation: some atoms, their blocks, and sums over them.
final class BlockWorker<L: Lane>: EvaluationWorker {
  let pairs: PairBlocks<L>
  let sums: EvaluationSums

  private let sweep: any BlockSweep<Real<L>>
  private let gradient = Scratch<Real<L>>()
  private let cutoff: Double

  init(_ sweep: any BlockSweep<Real<L>>, cutoff: Double, atomCount: Int) {
    sums = EvaluationSums(atomCount: atomCount)
    pairs = PairBlocks(cutoff: cutoff)
    self.sweep = sweep
    self.cutoff = cutoff
  }

  func assemble(part: Int, of parts: Int, _ graph: NeighborGraph<L.Scalar>, siteCount: Int) {
    pairs.assemble(part: part, of: parts, graph, siteCount: siteCount)
  }

  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  func evaluate(_ sites: InteractionSites, atoms: [SIMD3<Double>], lattices: [Matrix3]) {
    pairs.updateVectors(positions: sums.begin(sites, atoms: atoms, lattices: lattices))
    for (index, block) in pairs.blocks.enumerated() {
      gradient.reserve(3 * block.slots.count)
      let energy = sweep.evaluate(
        block, index: index, of: pairs, directions: .none, gradient: gradient.base)
      pairs.scatter(block, index: index, gradient: gradient.base, component: 0, to: sums.forces.base)
      summarize(block, index: index, energy: energy.real)
    }
  }

  /// Writes energy, virial −Σ ∂E/∂r ⊗ r and smallest distance of each central atom of a block.
  private func summarize(_ block: PairBlocks<L>.Block, index: Int, energy: L) {
    let virials = pairs.virials(block, gradient: UnsafePointer(gradient.base))
    let vectors = pairs.vectors.base + 3 * block.slots.lowerBound
    var smallest = L(repeating: L.Scalar(cutoff * cutoff))
    for slot in 0..<block.slots.count {
      let (x, y, z) = (vectors[3 &* slot], vectors[3 &* slot &+ 1], vectors[3 &* slot &+ 2])
      smallest = smallest.smaller((x * x).addingProduct(y, y).addingProduct(z, z))
    }
    let centers = pairs.centers.base + index * L.width
    let limit = cutoff * cutoff * (1 - 1e-6)
    for lane in 0..<L.width where centers[lane] != Int32(pairs.siteCount) {
      let square = Double(smallest[lane])
      sums.results.base[Int(centers[lane])] = LocalResult(
        energy: Double(energy[lane]), virial: virials[lane],
        smallestDistance: square < limit ? square.squareRoot() : .infinity)
    }
  }
}
