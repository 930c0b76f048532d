/// The energy of one block of atoms and its reverse sweep, for any jet.
///
/// `forward` leaves everything that the reverse sweep needs in scratch memory; `reverse` goes back to the symmetry
/// functions; from there `pairGradient` goes on to the pair vectors and `accumulate` to the parameters. One instance
/// belongs to one thread.
package final class ACSFSweep<J: Jet> where J.L: PackingLane {
  package typealias Lanes = NeighborLanes<J.L>

  private let tables: ACSFTables<J.Scalar>
  private let stages: [ACSFStage<J>]
  private let neighbors: NeighborTables<J>
  private let store = TripleStore<J>()
  private let network: LayeredNetworkSweep<J>
  private let featureAdjoint: Scratch<J>
  private var segmentCount = 0

  package init(_ potential: ACSFPotential, tables: ACSFTables<J.Scalar>) {
    self.tables = tables
    stages = potential.elements.indices.map { element in
      ACSFStage(
        ACSFPlan(potential.functions(element), elements: potential.elements),
        cutoffFunction: potential.architecture.cutoffFunction)
    }
    neighbors = NeighborTables(stride: stages.map(\.profileCount).max() ?? 0)
    network = LayeredNetworkSweep(tables)
    featureAdjoint = Scratch(capacity: tables.layout.widths.map { $0[0] }.max() ?? 1)
  }

  /// Computes the energy of each central atom of a block, one a lane, without reference energies.
  package func forward(_ block: Lanes.Block, of lanes: Lanes, directions: JetDirections<J.Scalar>) -> J {
    let stage = stages[block.element]
    let first = block.chunks.lowerBound
    neighbors.reserve(chunks: block.chunks.count)
    lanes.displace(block, directions: directions, into: neighbors.displacements.base)
    stage.reserve(block, of: lanes, in: store)
    let features = network.inputs
    let count = tables.layout.widths[block.element][0]
    for feature in 0..<count { features[feature] = .zero }
    segmentCount = 0
    var cursor = TripleCursor()
    for (lane, center) in lanes.centers[block.centers].enumerated() {
      let groups = lanes.groups[center.groups]
      for group in groups { stage.describe(group, firstChunk: first, neighbors, into: features, lane: lane) }
      segmentCount += stage.pack(
        groups, firstChunk: first, neighbors, store, segment: segmentCount, &cursor, into: features, lane: lane)
    }
    let (factors, offsets) = (tables.factors(block.element), tables.offsets(block.element))
    for feature in 0..<count {
      features[feature] = factors[feature] * features[feature] + J(constant: offsets[feature])
    }
    return tables.energyScale * network.forward(element: block.element)
  }

  /// The scaled features of the block of the last forward sweep.
  package var features: UnsafePointer<J> { UnsafePointer(network.inputs) }

  /// Goes back from an adjoint of the energies to the symmetry functions.
  package func reverse(_ block: Lanes.Block, seed: J) {
    let adjoint = featureAdjoint.base
    network.reverse(element: block.element, seed: tables.energyScale * seed, into: adjoint)
    let factors = tables.factors(block.element)
    for feature in 0..<tables.layout.widths[block.element][0] {
      adjoint[feature] = factors[feature] * adjoint[feature]
    }
  }

  /// Goes on to the pair vectors: writes ∂E/∂r_ij of each lane, three jets a chunk of the block.
  package func pairGradient(_ block: Lanes.Block, of lanes: Lanes, into gradient: UnsafeMutablePointer<J>) {
    let stage = stages[block.element]
    let first = block.chunks.lowerBound
    neighbors.clearAdjoints(chunks: block.chunks.count)
    let adjoint = UnsafePointer(featureAdjoint.base)
    var segment = 0
    for (lane, center) in lanes.centers[block.centers].enumerated() {
      let groups = lanes.groups[center.groups]
      segment += stage.unpack(groups, neighbors, store, segment: segment, adjoint: adjoint, lane: lane)
      for group in groups {
        stage.finish(group, firstChunk: first, neighbors, adjoint: adjoint, lane: lane, into: gradient)
      }
    }
  }

  /// Adds the parameter gradient that follows from the last forward and reverse sweep.
  package func accumulate(_ block: Lanes.Block, into gradient: ACSFGradient<J.L>) {
    network.accumulate(element: block.element, into: gradient)
  }
}
