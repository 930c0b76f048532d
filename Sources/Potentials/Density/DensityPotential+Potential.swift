public import Atomistics

extension DensityPotential: BlockPotential {
  package func makeRealSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<Real<L>>] {
    let tables = DensityTables<L.Scalar>(self)
    return (0..<count).map { _ in DensitySweep<Real<L>>(self, tables: tables) }
  }

  package func makeDualSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<Dual<L>>] {
    let tables = DensityTables<L.Scalar>(self)
    return (0..<count).map { _ in DensitySweep<Dual<L>>(self, tables: tables) }
  }

  package func makeTripleSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<TripleDual<L>>] {
    let tables = DensityTables<L.Scalar>(self)
    return (0..<count).map { _ in DensitySweep<TripleDual<L>>(self, tables: tables) }
  }

  public func makeEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator {
    try makeBlockEvaluator(for: structures, options: options)
  }
}

extension DensityPotential: TwiceDifferentiable {
  public func makeCurvatureEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any CurvatureEvaluator {
    try makeBlockCurvature(for: structures, options: options)
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

/// The share of one thread in the training of a density potential.
package typealias DensityGradientWorker<L: Lane> = BlockGradientWorker<
  L, DensitySweep<Real<L>>, DensitySweep<Dual<L>>, DensitySweep<HyperDual<L>>
>

extension BlockGradientWorker {
  /// Prepares a worker; `tables` may be shared by several and reloaded between steps.
  package convenience init(_ potential: DensityPotential, tables: DensityTables<L.Scalar>)
  where R == DensitySweep<Real<L>>, D == DensitySweep<Dual<L>>, H == DensitySweep<HyperDual<L>>
  {
    self.init(
      cutoff: potential.cutoff, real: R(potential, tables: tables), dual: D(potential, tables: tables),
      hyperDual: H(potential, tables: tables),
      gradient: DensityGradient(tables))
  }
}
