/// The share of one thread in Hessian-vector products: some atoms, their blocks, and sums over them.
final class BlockCurvatureWorker<L: Lane> {
  let pairs: PairBlocks<L>
  /// −H u of every site, and one more for padding; one direction after another.
  let products = Scratch<SIMD4<Double>>()

  private let sweep: any BlockSweep<Dual<L>>
  private let gradient = Scratch<Dual<L>>()
  private let displacements = Scratch<L.Scalar>()

  init(_ sweep: any BlockSweep<Dual<L>>, cutoff: Double) {
    pairs = PairBlocks(cutoff: cutoff)
    self.sweep = sweep
  }

  /// Takes over the positions of all sites.
  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  func move(positions: UnsafePointer<SIMD3<Double>>) { pairs.updateVectors(positions: positions) }

  /// Computes the products with some directions, each with one vector a site.
  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  func evaluate(directions: [[SIMD3<Double>]], siteCount: Int) {
    products.fill(directions.count * (siteCount + 1), with: .zero)
    displacements.fill(3 * (siteCount + 1), with: 0)
    for (number, direction) in directions.enumerated() {
      for site in 0..<siteCount {
        for axis in 0..<3 { displacements.base[3 * site + axis] = L.Scalar(direction[site][axis]) }
      }
      let moves = JetDirections(
        displacements: [UnsafePointer(displacements.base)], strains: [nil], structures: nil)
      for (index, block) in pairs.blocks.enumerated() {
        gradient.reserve(3 * block.slots.count)
        _ = sweep.evaluate(block, index: index, of: pairs, directions: moves, gradient: gradient.base)
        pairs.scatter(
          block, index: index, gradient: gradient.base, component: 1,
          to: products.base + number * (siteCount + 1))
      }
    }
  }
}
