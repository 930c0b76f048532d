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
  /// One entry a site, and one more for padding; atoms of other threads have none.
  let results = Scratch<AtomResult>()

  private let sweep: any BlockSweep<Real<L>>
  private let gradient = Scratch<Real<L>>()
  private let cutoff: Double

  init(_ sweep: any BlockSweep<Real<L>>, cutoff: Double) {
    pairs = PairBlocks(cutoff: cutoff)
    self.sweep = sweep
    self.cutoff = cutoff
  }

  /// Evaluates all blocks at given site positions.
  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  func evaluate(positions: UnsafePointer<SIMD3<Double>>, siteCount: Int) {
    pairs.updateVectors(positions: positions)
    forces.fill(siteCount + 1, with: .zero)
    results.fill(siteCount + 1, with: AtomResult(energy: 0, virial: .zero, smallestDistance: .infinity))
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
    let vectors = pairs.vectors.base + 3 * block.slots.lowerBound
    let gradient = gradient.base
    var smallest = L(repeating: L.Scalar(cutoff * cutoff))
    var (xx, xy, xz) = (L.zero, L.zero, L.zero)
    var (yx, yy, yz) = (L.zero, L.zero, L.zero)
    var (zx, zy, zz) = (L.zero, L.zero, L.zero)
    for slot in 0..<block.slots.count {
      let (x, y, z) = (vectors[3 &* slot], vectors[3 &* slot &+ 1], vectors[3 &* slot &+ 2])
      let gx = gradient[3 &* slot].real
      let gy = gradient[3 &* slot &+ 1].real
      let gz = gradient[3 &* slot &+ 2].real
      smallest = smallest.smaller((x * x).addingProduct(y, y).addingProduct(z, z))
      (xx, xy, xz) = (xx.addingProduct(gx, x), xy.addingProduct(gx, y), xz.addingProduct(gx, z))
      (yx, yy, yz) = (yx.addingProduct(gy, x), yy.addingProduct(gy, y), yz.addingProduct(gy, z))
      (zx, zy, zz) = (zx.addingProduct(gz, x), zy.addingProduct(gz, y), zz.addingProduct(gz, z))
    }
    let centers = pairs.centers.base + index * L.width
    let limit = cutoff * cutoff * (1 - 1e-6)
    for lane in 0..<L.width where centers[lane] != Int32(pairs.siteCount) {
      let square = Double(smallest[lane])
      results.base[Int(centers[lane])] = AtomResult(
        energy: Double(energy[lane]),
        virial: -1
          * Matrix3(
            SIMD3(Double(xx[lane]), Double(xy[lane]), Double(xz[lane])),
            SIMD3(Double(yx[lane]), Double(yy[lane]), Double(yz[lane])),
            SIMD3(Double(zx[lane]), Double(zy[lane]), Double(zz[lane]))),
        smallestDistance: square < limit ? square.squareRoot() : .infinity)
    }
  }
}
