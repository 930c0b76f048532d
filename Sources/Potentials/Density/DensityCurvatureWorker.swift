/// The share of one thread in Hessian-vector products: some atoms, their blocks, and sums over them.
final class DensityCurvatureWorker<L: Lane> {
  let pairs: PairBlocks<L>
  /// −H u of every site, and one more for padding; one direction after another.
  let products = Scratch<SIMD4<Double>>()

  private let sweep: DensitySweep<Dual<L>>
  private let gradient = Scratch<Dual<L>>()
  private let displacements = Scratch<L.Scalar>()

  init(_ potential: DensityPotential, tables: DensityTables<L.Scalar>) {
    pairs = PairBlocks(cutoff: potential.cutoff)
    sweep = DensitySweep(potential, tables: tables)
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
    for (index, direction) in directions.enumerated() {
      for site in 0..<siteCount {
        for axis in 0..<3 { displacements.base[3 * site + axis] = L.Scalar(direction[site][axis]) }
      }
      sweep.addForceJets(
        of: pairs,
        directions: JetDirections(
          displacements: [UnsafePointer(displacements.base)], strains: [nil], structures: nil),
        scratch: gradient, to: products.base + index * (siteCount + 1))
    }
  }
}

extension DensitySweep {
  /// Adds the top component of the forces, of all blocks and with their repulsion, to the sites.
  func addForceJets(
    of pairs: Pairs, directions: JetDirections<J.Scalar>, scratch: Scratch<J>,
    to forces: UnsafeMutablePointer<SIMD4<Double>>
  ) {
    let one = J(constant: 1)
    for (index, block) in pairs.blocks.enumerated() {
      scratch.reserve(3 * block.slots.count)
      var energy = forward(block, index: index, of: pairs, directions: directions)
      reverse(block, seed: one)
      pairGradient(block, of: pairs, into: scratch.base)
      addRepulsion(block, of: pairs, energy: &energy, gradient: scratch.base)
      pairs.scatter(
        block, index: index, gradient: scratch.base, component: J.componentCount - 1, to: forces)
    }
  }
}
