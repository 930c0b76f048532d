public import Atomistics

extension ACSFPotential {
  /// The values of the symmetry functions of all atoms of some structures, by element: atoms × functions, not scaled.
  ///
  /// - Throws: `PotentialError.unknownElement`, or `AtomisticsError` for a degenerate cell.
  public func features(of structures: [Configuration]) throws -> [[[Double]]] {
    var values = [[[Double]]](repeating: [], count: elements.count)
    let collector = ACSFFeatureCollector<SIMD8<Double>>(self)
    for structure in structures { try collector.collect(structure, into: &values) }
    return values
  }
}

/// Computes symmetry functions, one structure at a time.
private final class ACSFFeatureCollector<L: PackingLane> {
  private let potential: ACSFPotential
  private let lanes: NeighborLanes<L>
  private let sweep: ACSFSweep<Real<L>>
  private let coefficients: [[(factor: Double, offset: Double)]]

  init(_ potential: ACSFPotential) {
    self.potential = potential
    lanes = NeighborLanes(cutoff: potential.cutoff)
    sweep = ACSFSweep(potential, tables: ACSFTables(potential))
    coefficients = potential.featureRanges.map { $0.map(potential.architecture.scaling.coefficients) }
  }

  @_specialize(where L == SIMD8<Double>)
  func collect(_ structure: Configuration, into values: inout [[[Double]]]) throws {
    let graph: NeighborGraph<L.Scalar> = try potential.graph(of: structure)
    lanes.assemble(part: 0, of: 1, graph, siteCount: structure.count)
    for block in lanes.blocks {
      _ = sweep.forward(block, of: lanes, directions: .none)
      for lane in 0..<block.centers.count {
        values[block.element].append(
          coefficients[block.element].enumerated().map { feature, pair in
            (Double(sweep.features[feature].real[lane]) - pair.offset) / pair.factor
          })
      }
    }
  }
}
