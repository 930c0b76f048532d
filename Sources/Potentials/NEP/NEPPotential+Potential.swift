public import Atomistics

extension NEPPotential: BlockPotential {
  package var innerCutoff: Double { hyperparameters.angularCutoffs.max() ?? 0 }

  package func makeRealSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<Real<L>>] {
    let tables = NEPTables<L.Scalar>(self)
    return (0..<count).map { _ in NEPSweep<Real<L>>(self, tables: tables) }
  }

  package func makeDualSweeps<L: Lane>(count: Int, lane: L.Type) -> [any BlockSweep<Dual<L>>] {
    let tables = NEPTables<L.Scalar>(self)
    return (0..<count).map { _ in NEPSweep<Dual<L>>(self, tables: tables) }
  }

  public func makeEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator {
    switch options.precision {
    case .single: try BlockEvaluator<SIMD16<Float>>(self, structures: structures, options: options)
    case .double: try BlockEvaluator<SIMD8<Double>>(self, structures: structures, options: options)
    }
  }
}

extension NEPPotential: TwiceDifferentiable {
  public func makeCurvatureEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any CurvatureEvaluator {
    switch options.precision {
    case .single: try BlockCurvature<SIMD16<Float>>(self, structures: structures, options: options)
    case .double: try BlockCurvature<SIMD8<Double>>(self, structures: structures, options: options)
    }
  }
}
