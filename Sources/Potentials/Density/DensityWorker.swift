internal import Atomistics

/// The share of one thread in an evaluation: some atoms, their blocks, and sums over them.
final class DensityWorker<L: Lane> {
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

  private let sweep: DensitySweep<Real<L>>
  private let gradient = Scratch<Real<L>>()
  private let cutoff: Double

  init(
    _ potential: DensityPotential, tables: DensityTables<L.Scalar>,
    results: Scratch<AtomResult> = Scratch()
  ) {
    self.results = results
    pairs = PairBlocks(cutoff: potential.cutoff)
    sweep = DensitySweep(potential, tables: tables)
    cutoff = potential.cutoff
  }

  /// Evaluates all blocks at given site positions.
  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  func evaluate(positions: UnsafePointer<SIMD3<Double>>, siteCount: Int) {
    pairs.updateVectors(positions: positions)
    evaluateBlocks(siteCount: siteCount)
  }

  /// Evaluates all blocks at the pair vectors that they hold; `results` has room for the atoms already.
  func evaluateBlocks(siteCount: Int) {
    forces.fill(siteCount + 1, with: .zero)
    let one = Real<L>(L(repeating: 1))
    for (index, block) in pairs.blocks.enumerated() {
      gradient.reserve(3 * block.slots.count)
      var energy = sweep.forward(block, index: index, of: pairs, directions: .none)
      sweep.reverse(block, seed: one)
      sweep.pairGradient(block, of: pairs, into: gradient.base)
      sweep.addRepulsion(block, of: pairs, energy: &energy, gradient: gradient.base)
      pairs.scatter(block, index: index, gradient: gradient.base, component: 0, to: forces.base)
      summarize(block, index: index, energy: energy.real)
    }
  }

  /// Writes energy, virial −Σ ∂E/∂r ⊗ r and smallest distance of each central atom of a block.
  private func summarize(_ block: PairBlocks<L>.Block, index: Int, energy: L) {
    let vectors = pairs.vectors.base + 3 * block.slots.lowerBound
    let gradient = gradient.base
    var smallest = L(repeating: L.Scalar(cutoff * cutoff))
    var w = (L.zero, L.zero, L.zero, L.zero, L.zero, L.zero, L.zero, L.zero, L.zero)
    for slot in 0..<block.slots.count {
      let (x, y, z) = (vectors[3 &* slot], vectors[3 &* slot &+ 1], vectors[3 &* slot &+ 2])
      let gx = gradient[3 &* slot].real
      let gy = gradient[3 &* slot &+ 1].real
      let gz = gradient[3 &* slot &+ 2].real
      smallest = smallest.smaller((x * x).addingProduct(y, y).addingProduct(z, z))
      w.0 = w.0.addingProduct(gx, x)
      w.1 = w.1.addingProduct(gx, y)
      w.2 = w.2.addingProduct(gx, z)
      w.3 = w.3.addingProduct(gy, x)
      w.4 = w.4.addingProduct(gy, y)
      w.5 = w.5.addingProduct(gy, z)
      w.6 = w.6.addingProduct(gz, x)
      w.7 = w.7.addingProduct(gz, y)
      w.8 = w.8.addingProduct(gz, z)
    }
    let centers = pairs.centers.base + index * L.width
    let limit = cutoff * cutoff * (1 - 1e-6)
    for lane in 0..<L.width where centers[lane] != Int32(pairs.siteCount) {
      let square = Double(smallest[lane])
      results.base[Int(centers[lane])] = AtomResult(
        energy: Double(energy[lane]),
        virial: -1 * Matrix3(
          SIMD3(Double(w.0[lane]), Double(w.1[lane]), Double(w.2[lane])),
          SIMD3(Double(w.3[lane]), Double(w.4[lane]), Double(w.5[lane])),
          SIMD3(Double(w.6[lane]), Double(w.7[lane]), Double(w.8[lane]))),
        smallestDistance: square < limit ? square.squareRoot() : .infinity)
    }
  }
}

extension PairBlocks {
  /// Adds the forces of a block's pairs, from one component of ∂E/∂r_ij, to the sites.
  package func scatter<J: Jet>(
    _ block: Block, index: Int, gradient: UnsafePointer<J>, component: Int,
    to forces: UnsafeMutablePointer<SIMD4<Double>>
  ) where J.L == L {
    let width = L.width
    let jetLength = J.componentCount &* width
    let source = UnsafeRawPointer(gradient).assumingMemoryBound(to: L.Scalar.self) + component * width
    let centers = centers.base + index * width
    let sites = neighbors.base + block.slots.lowerBound * width
    let slotCount = block.slots.count
    for lane in 0..<width where centers[lane] != Int32(siteCount) {
      var total = SIMD4<Double>.zero
      for slot in 0..<slotCount {
        let place = source + (3 &* slot &* jetLength &+ lane)
        let value = SIMD4<Double>(
          Double(place[0]), Double(place[jetLength]), Double(place[2 &* jetLength]), 0)
        total += value
        forces[Int(sites[slot &* width &+ lane])] -= value
      }
      forces[Int(centers[lane])] += total
    }
  }
}
