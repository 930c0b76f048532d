/// The share of one thread in the training of a potential that computes by block sweeps.
package final class BlockGradientWorker<
  L: Lane, R: BlockSweep, D: ParameterSweep, H: ParameterSweep
>: GradientWorker
where R.J == Real<L>, D.J == Dual<L>, H.J == HyperDual<L>, D.Gradient == H.Gradient {
  package let exchange = StepExchange<L.Scalar>()
  private let gradient: D.Gradient
  private let pairs: PairBlocks<L>
  private let realSweep: R
  private let dualSweep: D
  private let hyperDualSweep: H
  private let realGradient = Scratch<R.J>()
  private let dualGradient = Scratch<D.J>()

  init(cutoff: Double, real: R, dual: D, hyperDual: H, gradient: D.Gradient) {
    pairs = PairBlocks(cutoff: cutoff)
    realSweep = real
    dualSweep = dual
    hyperDualSweep = hyperDual
    self.gradient = gradient
  }

  package func place(_ chosen: [Int], of graphs: [NeighborGraph<L.Scalar>]) {
    exchange.begin(atomCounts: chosen.lazy.map { graphs[$0].atomCount })
    pairs.assemble(chosen, of: graphs, for: exchange)
  }

  package func evaluate() { evaluate(realSweep, .none, scratch: realGradient) }

  package func evaluateProducts() {
    evaluate(dualSweep, exchange.probeDirections, scratch: dualGradient)
  }

  package func accumulateGradient() { accumulate(dualSweep, exchange.gradientDirections) }

  package func accumulateCurvatureGradient() {
    accumulate(hyperDualSweep, exchange.curvatureDirections)
  }

  package func clearGradient() { gradient.clear() }

  package func addGradient(to target: inout [Double]) { gradient.add(to: &target) }

  /// Finds energies and derivatives at displaced atoms.
  private func evaluate<S: BlockSweep>(
    _ sweep: S, _ directions: JetDirections<L.Scalar>, scratch: Scratch<S.J>
  ) where S.J.L == L {
    exchange.clearFindings()
    for (index, block) in pairs.blocks.enumerated() {
      scratch.reserve(3 * block.slots.count)
      let energy = sweep.evaluate(
        block, index: index, of: pairs, directions: directions, gradient: scratch.base)
      pairs.report(block, index: index, energy: energy, gradient: scratch.base, to: exchange)
    }
  }

  /// Adds the gradient of the top component of Σ (1 + ε a) E at displaced atoms, ε being the top unit.
  private func accumulate<S: ParameterSweep>(
    _ sweep: S, _ directions: JetDirections<L.Scalar>
  ) where S.J.L == L, S.Gradient == D.Gradient {
    for (index, block) in pairs.blocks.enumerated() {
      sweep.accumulate(
        block, index: index, of: pairs, directions: directions, seed: pairs.seed(index, exchange),
        into: gradient)
    }
  }
}
