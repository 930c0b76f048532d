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

  /// The index of each atom's element, the atoms of all structures one after another.
  package func elementIndices(of structures: [Configuration]) throws -> [Int32] {
    var indices: [Int32] = []
    for (structure, configuration) in structures.enumerated() {
      for element in configuration.elements {
        guard let index = elements.firstIndex(of: element) else {
          throw PotentialError.unknownElement(element, structure: structure, known: elements)
        }
        indices.append(Int32(index))
      }
    }
    return indices
  }
}
