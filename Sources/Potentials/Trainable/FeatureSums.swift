internal import Atomistics

/// Numbers of atoms, and sums of their features and of the squares of these, for each network of a potential.
struct FeatureSums {
  /// The atoms of each network.
  private(set) var counts: [Double]
  /// Sums of each network's features, networks × features.
  private(set) var sums: [Double]
  /// Sums of the squares of each network's features, networks × features.
  private(set) var squares: [Double]

  /// Sums over all atoms of some structures.
  ///
  /// - Parameters:
  ///   - network: The network of an element.
  ///   - forward: Runs the forward sweep of a block, given its index, and returns its features.
  /// - Throws: `PotentialError.unknownElement`, `AtomisticsError` for a degenerate cell.
  @inline(__always)
  init<L: Lane>(
    _ potential: some Potential, over structures: [LabeledConfiguration], networks: Int, features: Int,
    network: (Int) -> Int,
    forward: (PairBlocks<L>.Block, Int, PairBlocks<L>) -> UnsafePointer<Real<L>>
  ) throws {
    counts = Array(repeating: 0, count: networks)
    sums = Array(repeating: 0, count: networks * features)
    squares = sums
    let pairs = PairBlocks<L>(cutoff: potential.cutoff)
    for structure in structures {
      let atoms = structure.configuration.count
      let graph: NeighborGraph<L.Scalar> = try potential.graph(of: structure.configuration)
      pairs.assemble(
        (0..<atoms).map { PairBlocks<L>.Entry(graph: 0, atom: $0, siteOffset: 0) }, graphs: [graph],
        siteCount: atoms)
      for (index, block) in pairs.blocks.enumerated() {
        let values = forward(block, index, pairs)
        let start = network(block.element)
        let centers = pairs.centers.base + index * L.width
        for lane in 0..<L.width where centers[lane] != Int32(atoms) {
          counts[start] += 1
          for feature in 0..<features {
            let value = Double(values[feature].real[lane])
            sums[start * features + feature] += value
            squares[start * features + feature] += value * value
          }
        }
      }
    }
  }
}
