public import Atomistics

extension DensityPotential: Potential {
  public func makeEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any Evaluator {
    switch options.precision {
    case .single: try DensityEvaluator<SIMD16<Float>>(self, structures: structures, options: options)
    case .double: try DensityEvaluator<SIMD8<Double>>(self, structures: structures, options: options)
    }
  }
}
