internal import Atomistics

/// The share of one thread in an evaluation: some atoms, their blocks, and sums over them, for any jet.
final class ACSFWorker<J: Jet> where J.L: PackingLane {
  let lanes: NeighborLanes<J.L>
  private let sweep: ACSFSweep<J>
  private let gradient = Scratch<J>()
  private let displacements = Scratch<J.Scalar>()
  private let cutoff: Double

  /// Creates a worker on `lanes`, which workers for other jets may share.
  init(_ potential: ACSFPotential, tables: ACSFTables<J.Scalar>, lanes: NeighborLanes<J.L>) {
    self.lanes = lanes
    sweep = ACSFSweep(potential, tables: tables)
    cutoff = potential.cutoff
  }

  /// Evaluates all blocks at the pair vectors that they hold.
  ///
  /// - Parameter report: Is given every block with its energies and ∂E/∂r_ij.
  @inline(__always)
  func evaluate(
    directions: JetDirections<J.Scalar>,
    report: (NeighborLanes<J.L>.Block, J, UnsafePointer<J>) -> Void
  ) {
    let one = J(constant: 1)
    for block in lanes.blocks {
      gradient.reserve(3 * block.chunks.count)
      let energy = sweep.forward(block, of: lanes, directions: directions)
      sweep.reverse(block, seed: one)
      sweep.pairGradient(block, of: lanes, into: gradient.base)
      report(block, energy, UnsafePointer(gradient.base))
    }
  }

  /// Adds the gradient with respect to the parameters of the top component of Σ seed E at displaced atoms.
  @inline(__always)
  func accumulate(
    directions: JetDirections<J.Scalar>, seed: (NeighborLanes<J.L>.Block) -> J, into sums: ACSFGradient<J.L>
  ) {
    for block in lanes.blocks {
      _ = sweep.forward(block, of: lanes, directions: directions)
      sweep.reverse(block, seed: seed(block))
      sweep.accumulate(block, into: sums)
    }
  }

  /// The displacement of every site by one vector, zero for the site that stands for none.
  func directions(_ vectors: [SIMD3<Double>]) -> JetDirections<J.Scalar> {
    displacements.fill(3 * (vectors.count + 1), with: 0)
    for (site, vector) in vectors.enumerated() {
      for axis in 0..<3 { displacements.base[3 * site + axis] = J.Scalar(vector[axis]) }
    }
    return JetDirections(
      displacements: [UnsafePointer(displacements.base)], strains: [nil], structures: nil)
  }

  /// The virial −Σ ∂E/∂r ⊗ r and the smallest distance of a central atom, with the energy in one lane.
  func summarize(
    _ center: NeighborLanes<J.L>.Center, of block: NeighborLanes<J.L>.Block, lane: Int, energy: J,
    gradient: UnsafePointer<J>
  ) -> LocalResult {
    typealias L = J.L
    var smallest = L(repeating: J.Scalar(cutoff * cutoff))
    var (xx, xy, xz) = (L.zero, L.zero, L.zero)
    var (yx, yy, yz) = (L.zero, L.zero, L.zero)
    var (zx, zy, zz) = (L.zero, L.zero, L.zero)
    for chunk in center.chunks {
      let v = lanes.vectors.base + 3 &* chunk
      let g = gradient + 3 &* (chunk &- block.chunks.lowerBound)
      let (x, y, z) = (v[0], v[1], v[2])
      let (gx, gy, gz) = (g[0].real, g[1].real, g[2].real)
      smallest = smallest.smaller((x * x).addingProduct(y, y).addingProduct(z, z))
      (xx, xy, xz) = (xx.addingProduct(gx, x), xy.addingProduct(gx, y), xz.addingProduct(gx, z))
      (yx, yy, yz) = (yx.addingProduct(gy, x), yy.addingProduct(gy, y), yz.addingProduct(gy, z))
      (zx, zy, zz) = (zx.addingProduct(gz, x), zy.addingProduct(gz, y), zz.addingProduct(gz, z))
    }
    let square = Double(smallest.min())
    return LocalResult(
      energy: Double(energy.real[lane]),
      virial: -1
        * Matrix3(
          SIMD3(Double(xx.sum()), Double(xy.sum()), Double(xz.sum())),
          SIMD3(Double(yx.sum()), Double(yy.sum()), Double(yz.sum())),
          SIMD3(Double(zx.sum()), Double(zy.sum()), Double(zz.sum()))),
      smallestDistance: square < cutoff * cutoff * (1 - 1e-6) ? square.squareRoot() : .infinity)
  }
}
