/// The share of one thread in the training of a neuroevolution potential.
package final class NEPGradientWorker<L: Lane>: GradientWorker {
  package let exchange = StepExchange<L.Scalar>()
  private let gradient: NEPGradient<L>
  private let pairs: PairBlocks<L>
  private let realSweep: NEPSweep<Real<L>>
  private let dualSweep: NEPSweep<Dual<L>>
  private let hyperDualSweep: NEPSweep<HyperDual<L>>
  private let realGradient = Scratch<Real<L>>()
  private let dualGradient = Scratch<Dual<L>>()

  /// Prepares a worker; `tables` may be shared by several and reloaded between steps.
  package init(_ potential: NEPPotential, tables: NEPTables<L.Scalar>) {
    pairs = PairBlocks(cutoff: potential.cutoff)
    realSweep = NEPSweep(potential, tables: tables)
    dualSweep = NEPSweep(potential, tables: tables)
    hyperDualSweep = NEPSweep(potential, tables: tables)
    gradient = NEPGradient(potential)
  }

  package func place(_ chosen: [Int], of graphs: [NeighborGraph<L.Scalar>]) {
    exchange.begin(atomCounts: chosen.lazy.map { graphs[$0].atomCount })
    pairs.assemble(chosen, of: graphs, for: exchange)
  }

  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  package func evaluate() { evaluate(realSweep, .none, scratch: realGradient) }

  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  package func evaluateProducts() {
    evaluate(dualSweep, exchange.probeDirections, scratch: dualGradient)
  }

  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  package func accumulateGradient() { accumulate(dualSweep, exchange.gradientDirections) }

  @specialized(where L == SIMD16<Float>)
  @specialized(where L == SIMD8<Double>)
  package func accumulateCurvatureGradient() {
    accumulate(hyperDualSweep, exchange.curvatureDirections)
  }

  package func clearGradient() { gradient.clear() }

  package func addGradient(to target: inout [Double]) { gradient.add(to: &target) }

  /// Finds energies and derivatives at displaced atoms.
  private func evaluate<J: Jet>(
    _ sweep: NEPSweep<J>, _ directions: JetDirections<L.Scalar>, scratch: Scratch<J>
  ) where J.L == L {
    exchange.clearFindings()
    for (index, block) in pairs.blocks.enumerated() {
      scratch.reserve(3 * block.slots.count)
      let energy = sweep.evaluate(
        block, index: index, of: pairs, directions: directions, gradient: scratch.base)
      pairs.report(block, index: index, energy: energy, gradient: scratch.base, to: exchange)
    }
  }

  /// Adds the gradient of the top component of Σ (1 + ε a) E at displaced atoms, ε being the top unit.
  private func accumulate<J: Jet>(
    _ sweep: NEPSweep<J>, _ directions: JetDirections<L.Scalar>
  ) where J.L == L {
    for (index, block) in pairs.blocks.enumerated() {
      let seed: J = pairs.seed(index, exchange)
      _ = sweep.forward(block, index: index, of: pairs, directions: directions)
      sweep.reverse(block, seed: seed)
      sweep.accumulate(block, seed: seed, into: gradient)
    }
  }
}

extension NEPPotential: TrainablePotential {
  public func makeGradientWorkers(count: Int) -> GradientWorkers {
    let tables = NEPTables<Float>(self)
    return GradientWorkers(
      (0..<count).map { _ in NEPGradientWorker<SIMD16<Float>>(self, tables: tables) },
      load: tables.load)
  }
}
