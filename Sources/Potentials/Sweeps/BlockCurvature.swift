internal import Atomistics

/// Second derivatives of a block potential: Hessian-vector products by its dual sweep, or three at once that share
/// their real part, and whole Hessians neighbor by neighbor.
///
/// Each thread owns a contiguous part of the atoms; results are added up in the order of the threads, so the same
/// number of threads gives the same bits.
struct BlockCurvature<L: Lane>: CurvatureEvaluator {
  private var moving: MovingSites<L.Scalar>
  private let workers: [BlockCurvatureWorker<L>]
  private let hessianWorkers: [BlockHessianWorker<L>]
  private let team: ThreadTeam

  /// How many directions are worked on between two reductions: enough to keep threads busy, and few
  /// enough for the memory of their sums to be small.
  private static var batchSize: Int { 24 }

  init(_ potential: some BlockPotential, structures: [Configuration], options: EvaluationOptions) throws {
    moving = try MovingSites(
      structures, of: potential, innerCutoff: potential.innerCutoff, skin: options.skin)
    team = options.makeTeam(atoms: moving.elements.count, work: 8)
    let tripleSweeps = potential.makeTripleSweeps(count: team.count, lane: L.self)
    workers = zip(potential.makeDualSweeps(count: team.count, lane: L.self), tripleSweeps)
      .map { BlockCurvatureWorker($0, $1, cutoff: potential.cutoff) }
    // Sweeps keep nothing between calls, and products and Hessians are not computed at the same time.
    hessianWorkers = tripleSweeps.map { BlockHessianWorker($0, cutoff: potential.cutoff) }
    useSingleThreadedBLAS()
  }

  var structureOffsets: [Int] { moving.structureOffsets }

  mutating func update(positions: [SIMD3<Double>], cells: [Cell?]?) throws {
    let changed = try moving.update(positions: positions, cells: cells)
    let (graph, siteCount) = (moving.graph, moving.sites.count)
    nonisolated(unsafe) let workers = workers
    moving.sites.positions.withUnsafeBufferPointer { positions in
      nonisolated(unsafe) let positions = positions
      team.run { thread in
        guard let base = positions.baseAddress else { return }
        if changed {
          workers[thread].pairs.assemble(part: thread, of: workers.count, graph, siteCount: siteCount)
        }
        workers[thread].move(positions: base)
      }
    }
  }

  mutating func hessianVectorProducts(
    _ directions: [[SIMD3<Double>]]
  ) throws -> [[SIMD3<Double>]] {
    precondition(
      directions.allSatisfy { $0.count == moving.elements.count }, "one vector for each atom")
    var products: [[SIMD3<Double>]] = []
    products.reserveCapacity(directions.count)
    for start in stride(from: 0, to: directions.count, by: Self.batchSize) {
      let end = min(start + Self.batchSize, directions.count)
      let batch = directions[start..<end].map { moving.sites.spread($0) }
      let siteCount = moving.sites.count
      nonisolated(unsafe) let workers = workers
      team.run { thread in
        workers[thread].evaluate(directions: batch, siteCount: siteCount)
      }
      for index in batch.indices {
        products.append(try moving.product(workers.map { $0.products.base + index * (siteCount + 1) }))
      }
    }
    return products
  }

  func hessians() throws -> [Hessian] {
    precondition(!moving.graph.offsets.isEmpty, "positions first")
    let layout = HessianLayout(structureOffsets: structureOffsets)
    let (sites, graph, atoms) = (moving.sites, moving.graph, moving.elements.count)
    nonisolated(unsafe) let workers = hessianWorkers
    sites.positions.withUnsafeBufferPointer { positions in
      nonisolated(unsafe) let positions = positions
      team.run { thread in
        guard let base = positions.baseAddress else { return }
        workers[thread].evaluate(
          (0..<atoms).part(thread, of: workers.count), of: graph,
          positions: base, atomOfSite: sites.atomOfSite, layout: layout)
      }
    }
    for worker in workers.dropFirst() { workers[0].add(worker, layout) }
    return try (0..<moving.structureCount).map { structure in
      guard let hessian = Hessian(workers[0].matrix(of: structure, layout)) else {
        throw PotentialError.resultNotFinite(structure: structure)
      }
      return hessian
    }
  }
}
