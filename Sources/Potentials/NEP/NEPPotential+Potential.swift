public import Atomistics

extension NEPPotential: BlockPotential {
  package var innerCutoff: Double? { hyperparameters.angularCutoffs.max() }

  package func makeRealSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<Real<L>>] {
    let tables = NEPTables<L.Scalar>(self)
    return (0..<count).map { _ in NEPSweep<Real<L>>(self, tables: tables) }
  }

  package func makeDualSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<Dual<L>>] {
    let tables = NEPTables<L.Scalar>(self)
    return (0..<count).map { _ in NEPSweep<Dual<L>>(self, tables: tables) }
  }

  package func makeTripleSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<TripleDual<L>>] {
    let tables = NEPTables<L.Scalar>(self)
    return (0..<count).map { _ in NEPSweep<TripleDual<L>>(self, tables: tables) }
  }

  public func makeEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator {
    try makeBlockEvaluator(for: structures, options: options)
  }
}

extension NEPPotential: TwiceDifferentiable {
  public func makeCurvatureEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any CurvatureEvaluator {
    try makeBlockCurvature(for: structures, options: options)
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

/// The share of one thread in the training of a neuroevolution potential.
package typealias NEPGradientWorker<L: Lane> = BlockGradientWorker<
  L, NEPSweep<Real<L>>, NEPSweep<Dual<L>>, NEPSweep<HyperDual<L>>
>

extension BlockGradientWorker {
  /// Prepares a worker; `tables` may be shared by several and reloaded between steps.
  package convenience init(_ potential: NEPPotential, tables: NEPTables<L.Scalar>)
  where R == NEPSweep<Real<L>>, D == NEPSweep<Dual<L>>, H == NEPSweep<HyperDual<L>> {
    self.init(
      cutoff: potential.cutoff, real: R(potential, tables: tables), dual: D(potential, tables: tables),
      hyperDual: H(potential, tables: tables), gradient: NEPGradient(potential))
  }
}
