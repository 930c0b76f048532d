public import Atomistics

extension ACSFPotential: TwiceDifferentiable {
  public func makeCurvatureEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any CurvatureEvaluator {
    switch options.precision {
    case .single: try ACSFCurvature<SIMD16<Float>>(self, structures: structures, options: options)
    case .double: try ACSFCurvature<SIMD8<Double>>(self, structures: structures, options: options)
    }
  }
}

/// Hessian-vector products of a potential of symmetry functions by the dual sweep, one direction after another.
///
/// Each thread owns a contiguous part of the atoms; results are added up in the order of the threads, so the
/// same number of threads gives the same bits.
struct ACSFCurvature<L: PackingLane>: CurvatureEvaluator {
  private var moving: MovingSites<L.Scalar>
  private let shares: [ACSFCurvatureShare<L>]
  private let team: ThreadTeam

  init(_ potential: ACSFPotential, structures: [Configuration], options: EvaluationOptions) throws {
    moving = try MovingSites(structures, of: potential, skin: options.skin)
    let tables = ACSFTables<L.Scalar>(potential)
    team = options.makeTeam(atoms: moving.elements.count, work: 8)
    shares = (0..<team.count).map { _ in ACSFCurvatureShare(potential, tables: tables) }
  }

  var structureOffsets: [Int] { moving.structureOffsets }

  mutating func update(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
    let changed = try moving.update(positions: positions, cells: cells)
    let (graph, siteCount) = (moving.graph, moving.sites.count)
    nonisolated(unsafe) let shares = shares
    moving.sites.positions.withUnsafeBufferPointer { positions in
      nonisolated(unsafe) let positions = positions
      team.run { thread in
        guard let base = positions.baseAddress else { return }
        if changed {
          shares[thread].worker.lanes.assemble(part: thread, of: shares.count, graph, siteCount: siteCount)
        }
        shares[thread].worker.lanes.updateVectors(positions: base)
      }
    }
  }

  mutating func hessianVectorProducts(_ directions: [[SIMD3<Double>]]) throws -> [[SIMD3<Double>]] {
    precondition(
      directions.allSatisfy { $0.count == moving.elements.count }, "one vector for each atom")
    return try directions.map { direction in
      let spread = moving.sites.spread(direction)
      nonisolated(unsafe) let shares = shares
      team.run { thread in
        shares[thread].evaluate(direction: spread)
      }
      return try moving.product(shares.map(\.products.base))
    }
  }
}

/// What one thread does in Hessian-vector products.
final class ACSFCurvatureShare<L: PackingLane> {
  let worker: ACSFWorker<Dual<L>>
  /// −H u of every site, and one more for padding.
  let products = Scratch<SIMD4<Double>>()

  init(_ potential: ACSFPotential, tables: ACSFTables<L.Scalar>) {
    worker = ACSFWorker(potential, tables: tables, lanes: NeighborLanes(cutoff: potential.cutoff))
  }

  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  func evaluate(direction: [SIMD3<Double>]) {
    products.fill(direction.count + 1, with: .zero)
    worker.evaluate(directions: worker.directions(direction)) { block, _, gradient in
      worker.lanes.scatter(block, gradient: gradient, component: 1, to: products.base)
    }
  }
}
