/// The share of one thread in Hessian-vector products: some atoms, their blocks, and sums over them.
final class BlockCurvatureWorker<L: Lane> {
  let pairs: PairBlocks<L>
  /// −H u of every site, and one more for padding; one direction after another.
  let products = Scratch<SIMD4<Double>>()

  /// One direction.
  private let sweep: any BlockSweep<Dual<L>>
  /// Two or three directions.
  private let tripleSweep: any BlockSweep<TripleDual<L>>
  private let gradient = Scratch<Dual<L>>()
  private let tripleGradient = Scratch<TripleDual<L>>()
  private let displacements = Scratch<L.Scalar>()

  init(
    _ sweep: any BlockSweep<Dual<L>>, _ tripleSweep: any BlockSweep<TripleDual<L>>, cutoff: Double
  ) {
    pairs = PairBlocks(cutoff: cutoff)
    self.sweep = sweep
    self.tripleSweep = tripleSweep
  }

  /// Takes over the positions of all sites.
  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  func move(positions: UnsafePointer<SIMD3<Double>>) { pairs.updateVectors(positions: positions) }

  /// Computes the products with some directions, each with one vector a site.
  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  func evaluate(directions: [[SIMD3<Double>]], siteCount: Int) {
    let stride = siteCount + 1
    products.fill(directions.count * stride, with: .zero)
    for start in Swift.stride(from: 0, to: directions.count, by: 3) {
      let chosen = directions[start..<min(start + 3, directions.count)]
      let target = products.base + start * stride
      let components = take(chosen, siteCount: siteCount)
      if chosen.count == 1 {
        add(sweep, components, scratch: gradient, to: target, stride: stride)
      } else {
        add(tripleSweep, components, scratch: tripleGradient, to: target, stride: stride)
      }
    }
  }

  /// Writes directions as the components of jets; the third of two is zero.
  private func take(_ directions: ArraySlice<[SIMD3<Double>]>, siteCount: Int) -> JetDirections<L.Scalar> {
    let length = 3 * (siteCount + 1)
    displacements.fill(3 * length, with: 0)
    for (index, direction) in directions.enumerated() {
      let target = displacements.base + index * length
      for site in 0..<siteCount {
        for axis in 0..<3 { target[3 * site + axis] = L.Scalar(direction[site][axis]) }
      }
    }
    let base = displacements.base
    return JetDirections(
      displacements: (0..<3).map { $0 < directions.count ? UnsafePointer(base + $0 * length) : nil },
      strains: [nil, nil, nil], structures: nil)
  }

  /// Adds the components above the real part of the forces of all blocks to the sites: one component after another,
  /// `stride` apart, as far as they have directions.
  @_specialize(where L == SIMD16<Float>, J == Dual<SIMD16<Float>>)
  @_specialize(where L == SIMD8<Double>, J == Dual<SIMD8<Double>>)
  @_specialize(where L == SIMD16<Float>, J == TripleDual<SIMD16<Float>>)
  @_specialize(where L == SIMD8<Double>, J == TripleDual<SIMD8<Double>>)
  private func add<J: Jet>(
    _ sweep: any BlockSweep<J>, _ directions: JetDirections<L.Scalar>, scratch: Scratch<J>,
    to forces: UnsafeMutablePointer<SIMD4<Double>>, stride: Int
  ) where J.L == L {
    for (index, block) in pairs.blocks.enumerated() {
      scratch.reserve(3 * block.slots.count)
      _ = sweep.evaluate(block, index: index, of: pairs, directions: directions, gradient: scratch.base)
      for component in 1..<J.componentCount where directions.displacements[component - 1] != nil {
        pairs.scatter(
          block, index: index, gradient: scratch.base, component: component,
          to: forces + (component - 1) * stride)
      }
    }
  }
}
