internal import Atomistics

/// The share of one thread in an evaluation: some atoms, their blocks, and sums over them.
final class BlockWorker<L: Lane> {
  let pairs: PairBlocks<L>
  /// The force on every site, and one more for padding.
  let forces = Scratch<SIMD4<Double>>()
  /// One entry for each of all atoms; those of the atoms in `pairs` are written.
  let results: Scratch<LocalResult>
  /// What the atoms of this worker contribute to their structures, after `collect`.
  private(set) var structureSums: [(structure: Int, sum: LocalResult)] = []

  private let sweep: any BlockSweep<Real<L>>
  private let gradient = Scratch<Real<L>>()
  /// Of all sites. Every worker has its own: positions that one processor wrote and another reads take longer to
  /// cross than to be computed.
  private let positions = Scratch<SIMD3<Double>>()
  private let cutoff: Double

  init(_ sweep: any BlockSweep<Real<L>>, cutoff: Double, atomCount: Int) {
    results = Scratch(capacity: atomCount)
    pairs = PairBlocks(cutoff: cutoff)
    self.sweep = sweep
    self.cutoff = cutoff
  }

  /// Evaluates all blocks.
  ///
  /// - Parameters:
  ///   - atoms: The positions of all atoms in Å.
  ///   - lattices: The cell vectors of each structure.
  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  func evaluate(_ sites: InteractionSites, atoms: [SIMD3<Double>], lattices: [Matrix3]) {
    positions.reserve(sites.count)
    sites.write(positions: atoms, lattices: lattices, to: positions.base)
    pairs.updateVectors(positions: positions.base)
    forces.fill(sites.count + 1, with: .zero)
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
      results.base[Int(centers[lane])] = LocalResult(
        energy: Double(energy[lane]), virial: virials[lane],
        smallestDistance: square < limit ? square.squareRoot() : .infinity)
    }
  }

  /// Adds up forces and energies of some atoms, whose results this worker has.
  ///
  /// - Parameters:
  ///   - workers: All that have written forces.
  ///   - referenceEnergies: One an atom.
  ///   - forces: One an atom; those of `atoms` are written, and so are their energies.
  func collect(
    _ atoms: Range<Int>, structureOffsets: [Int], from workers: [BlockWorker], referenceEnergies: [Double],
    forces: UnsafeMutableBufferPointer<SIMD3<Double>>, atomEnergies: UnsafeMutableBufferPointer<Double>
  ) {
    structureSums.removeAll(keepingCapacity: true)
    for structure in 0..<structureOffsets.count - 1 {
      let own = atoms.clamped(to: structureOffsets[structure]..<structureOffsets[structure + 1])
      guard !own.isEmpty else { continue }
      var sum = LocalResult()
      for atom in own {
        var force = SIMD4<Double>.zero
        for worker in workers { force += worker.forces.base[atom] }
        forces[atom] = SIMD3(force.x, force.y, force.z)
        var result = results.base[atom]
        result.energy += referenceEnergies[atom]
        atomEnergies[atom] = result.energy
        sum.add(result)
      }
      structureSums.append((structure, sum))
    }
  }
}
