internal import Atomistics

/// The share of one thread in the training of a potential of symmetry functions.
package final class ACSFGradientWorker<L: PackingLane>: GradientWorker {
  package let exchange = StepExchange<L.Scalar>()
  private let gradient: ACSFGradient<L>
  private let lanes: NeighborLanes<L>
  private let real: ACSFWorker<Real<L>>
  private let dual: ACSFWorker<Dual<L>>
  private let hyperDual: ACSFWorker<HyperDual<L>>

  /// Prepares a worker; `tables` may be shared by several and reloaded between steps.
  package init(_ potential: ACSFPotential, tables: ACSFTables<L.Scalar>) {
    lanes = NeighborLanes(cutoff: potential.cutoff)
    real = ACSFWorker(potential, tables: tables, lanes: lanes)
    dual = ACSFWorker(potential, tables: tables, lanes: lanes)
    hyperDual = ACSFWorker(potential, tables: tables, lanes: lanes)
    gradient = ACSFGradient(tables.layout)
  }

  package func place(_ chosen: [Int], of graphs: [NeighborGraph<L.Scalar>]) {
    exchange.begin(atomCounts: chosen.lazy.map { graphs[$0].atomCount })
    var entries: [PairBlocks<L>.Entry] = []
    entries.reserveCapacity(exchange.atomCount)
    for (structure, graph) in chosen.enumerated() {
      for atom in 0..<graphs[graph].atomCount {
        entries.append(
          PairBlocks<L>.Entry(graph: graph, atom: atom, siteOffset: exchange.structureOffsets[structure]))
      }
    }
    lanes.assemble(entries, graphs: graphs, siteCount: exchange.atomCount)
  }

  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  package func evaluate() { evaluate(real, .none) }

  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  package func evaluateProducts() { evaluate(dual, exchange.probeDirections) }

  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  package func accumulateGradient() {
    dual.accumulate(directions: exchange.gradientDirections, seed: seed, into: gradient)
  }

  @_specialize(where L == SIMD16<Float>)
  @_specialize(where L == SIMD8<Double>)
  package func accumulateCurvatureGradient() {
    hyperDual.accumulate(directions: exchange.curvatureDirections, seed: seed, into: gradient)
  }

  package func clearGradient() { gradient.clear() }

  package func addGradient(to target: inout [Double]) { gradient.add(to: &target) }

  /// Finds energies and derivatives at displaced atoms.
  @inline(__always)
  private func evaluate<J: Jet>(_ worker: ACSFWorker<J>, _ directions: JetDirections<L.Scalar>)
  where J.L == L {
    exchange.clearFindings()
    worker.evaluate(directions: directions) { block, energy, gradient in
      lanes.scatter(block, gradient: gradient, component: 0, to: exchange.forces)
      if J.componentCount > 1 {
        lanes.scatter(block, gradient: gradient, component: 1, to: exchange.forceDerivatives)
      }
      for (lane, center) in lanes.centers[block.centers].enumerated() {
        let result = worker.summarize(center, of: block, lane: lane, energy: energy, gradient: gradient)
        exchange.add(energy: result.energy, virial: result.virial, atom: center.site)
      }
    }
  }

  /// The jet 1 + a·top for each central atom of a block, a being the energy coefficient of its structure;
  /// zero where there is no atom.
  @inline(__always)
  private func seed<J: Jet>(_ block: NeighborLanes<L>.Block) -> J where J.L == L {
    var (unit, coefficient) = (L.zero, L.zero)
    for (lane, center) in lanes.centers[block.centers].enumerated() {
      unit[lane] = 1
      coefficient[lane] = exchange.energyCoefficients[Int(exchange.structureOfAtom[center.site])]
    }
    var seed = J(unit)
    seed.top = coefficient
    return seed
  }
}

extension ACSFPotential: TrainablePotential {
  public func makeGradientWorkers(count: Int) -> GradientWorkers {
    let tables = ACSFTables<Float>(self)
    return GradientWorkers(
      (0..<count).map { _ in ACSFGradientWorker<SIMD16<Float>>(self, tables: tables) }, load: tables.load)
  }
}
