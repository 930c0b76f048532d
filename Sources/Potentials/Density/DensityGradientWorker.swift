/// The share of one thread in the training of a density potential.
package final class DensityGradientWorker<L: Lane>: GradientWorker {
  package let exchange = StepExchange<L.Scalar>()
  private let gradient: DensityGradient<L>
  private let tables: DensityTables<L.Scalar>
  private let pairs: PairBlocks<L>
  private let realSweep: DensitySweep<Real<L>>
  private let dualSweep: DensitySweep<Dual<L>>
  private let hyperDualSweep: DensitySweep<HyperDual<L>>
  private let realGradient = Scratch<Real<L>>()
  private let dualGradient = Scratch<Dual<L>>()

  /// Prepares a worker; `tables` may be shared by several and reloaded between steps.
  package init(_ potential: DensityPotential, tables: DensityTables<L.Scalar>) {
    self.tables = tables
    pairs = PairBlocks(cutoff: potential.cutoff)
    realSweep = DensitySweep(potential, tables: tables)
    dualSweep = DensitySweep(potential, tables: tables)
    hyperDualSweep = DensitySweep(potential, tables: tables)
    gradient = DensityGradient(shape: tables.shape, layout: tables.layout)
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

  package func addGradient(to target: inout [Double]) {
    guard tables.layout.hasSlopes else { return gradient.add(to: &target) }
    var own = [Double](repeating: 0, count: target.count)
    gradient.add(to: &own)
    tables.layout.unfoldSlopes(of: &own, at: tables.parameters)
    for index in own.indices { target[index] += own[index] }
  }

  /// Finds energies and derivatives at displaced atoms.
  private func evaluate<J: Jet>(
    _ sweep: DensitySweep<J>, _ directions: JetDirections<L.Scalar>, scratch: Scratch<J>
  ) where J.L == L {
    exchange.clearFindings()
    let one = J(constant: 1)
    for (index, block) in pairs.blocks.enumerated() {
      scratch.reserve(3 * block.slots.count)
      var energy = sweep.forward(block, index: index, of: pairs, directions: directions)
      sweep.reverse(block, seed: one)
      sweep.pairGradient(block, of: pairs, into: scratch.base)
      sweep.addRepulsion(block, of: pairs, energy: &energy, gradient: scratch.base)
      pairs.report(block, index: index, energy: energy, gradient: scratch.base, to: exchange)
    }
  }

  /// Adds the gradient of the top component of Σ (1 + ε a) E at displaced atoms, ε being the top unit.
  private func accumulate<J: Jet>(
    _ sweep: DensitySweep<J>, _ directions: JetDirections<L.Scalar>
  ) where J.L == L {
    for (index, block) in pairs.blocks.enumerated() {
      let seed: J = pairs.seed(index, exchange)
      _ = sweep.forward(block, index: index, of: pairs, directions: directions)
      sweep.reverse(block, seed: seed)
      sweep.accumulate(block, of: pairs, seed: seed, into: gradient)
    }
  }
}

extension DensityPotential: TrainablePotential {
  public func makeGradientWorkers(count: Int) -> GradientWorkers {
    let tables = DensityTables<Float>(self)
    return GradientWorkers(
      (0..<count).map { _ in DensityGradientWorker<SIMD16<Float>>(self, tables: tables) },
      load: tables.load)
  }
}
