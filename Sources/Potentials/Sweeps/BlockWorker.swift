internal import Atomistics

/// The share of one thread in an evaluation: some atoms, their blocks, and sums over them.
final class BlockWorker<L: Lane> {
  /// What an evaluation finds for one central atom, besides forces.
  struct AtomResult: BitwiseCopyable {
    var energy: Double
    var virial: Matrix3
    var smallestDistance: Double
  }

  let pairs: PairBlocks<L>
  /// The force on every site, and one more for padding.
  let forces = Scratch<SIMD4<Double>>()
  /// One entry an atom, shared by all threads of an evaluation: each writes those of its own atoms.
  let results: Scratch<AtomResult>

  private let sweep: any BlockSweep<Real<L>>
  private let gradient = Scratch<Real<L>>()
  private let cutoff: Double

  init(_ sweep: any BlockSweep<Real<L>>, cutoff: Double, results: Scratch<AtomResult>) {
    self.results = results
    pairs = PairBlocks(cutoff: cutoff)
    self.sweep = sweep
    self.cutoff = cutoff
  }

  /// Evaluates all blocks at given site positions; `results` has room for all atoms already.
  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  func evaluate(positions: UnsafePointer<SIMD3<Double>>, siteCount: Int) {
    pairs.updateVectors(positions: positions)
    forces.fill(siteCount + 1, with: .zero)
    for (index, block) in pairs.blocks.enumerated() {
      gradient.reserve(3 * block.slots.count)
      let energy = sweep.evaluate(
        block, index: index, of: pairs, directions: .none, gradient: gradient.base)
      pairs.scatter(block, index: index, gradient: gradient.base, component: 0, to: forces.base)
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
      results.base[Int(centers[lane])] = AtomResult(
        energy: Double(energy[lane]), virial: virials[lane],
        smallestDistance: square < limit ? square.squareRoot() : .infinity)
    }
  }
}
