public import Atomistics

/// The share of one thread in an evaluation of a potential of symmetry functions.
final class ACSFEvaluationWorker<L: PackingLane>: EvaluationWorker {
  let sums: EvaluationSums
  private let worker: ACSFWorker<Real<L>>

  init(_ potential: ACSFPotential, tables: ACSFTables<L.Scalar>, atomCount: Int) {
    sums = EvaluationSums(atomCount: atomCount)
    worker = ACSFWorker(potential, tables: tables, lanes: NeighborLanes(cutoff: potential.cutoff))
  }

  func assemble(part: Int, of parts: Int, _ graph: NeighborGraph<L.Scalar>, siteCount: Int) {
    worker.lanes.assemble(part: part, of: parts, graph, siteCount: siteCount)
  }

  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  func evaluate(_ sites: InteractionSites, atoms: [SIMD3<Double>], lattices: [Matrix3]) {
    worker.lanes.updateVectors(positions: sums.begin(sites, atoms: atoms, lattices: lattices))
    worker.evaluate(directions: .none) { block, energy, gradient in
      worker.lanes.scatter(block, gradient: gradient, component: 0, to: sums.forces.base)
      for (lane, center) in worker.lanes.centers[block.centers].enumerated() {
        sums.results.base[center.site] = worker.summarize(
          center, of: block, lane: lane, energy: energy, gradient: gradient)
      }
    }
  }
}

extension ACSFPotential: Potential {
  public func makeEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator {
    switch options.precision {
    case .single: try makeEvaluator(for: structures, options: options, lane: SIMD16<Float>.self)
    case .double: try makeEvaluator(for: structures, options: options, lane: SIMD8<Double>.self)
    }
  }

  private func makeEvaluator<L: PackingLane>(
    for structures: [Configuration], options: EvaluationOptions, lane: L.Type
  ) throws -> any Evaluator {
    let tables = ACSFTables<L.Scalar>(self)
    return try ThreadedEvaluator(
      self, referenceEnergies: referenceEnergies, structures: structures, options: options
    ) { count, atoms in
      (0..<count).map { _ in ACSFEvaluationWorker<L>(self, tables: tables, atomCount: atoms) }
    }
  }
}
