package import Potentials

/// A penalty λ Σ ‖W Wᵀ − diag(W Wᵀ)‖² / n² of the first weight matrix of every network, whose n rows belong to its
/// neurons: these look at different directions of feature space.
///
/// The diagonal is left alone, so that it does not fight weight decay or the scale of the features
/// (compare Bansal, Chen and Wang 2018, arXiv:1810.09102).
package struct OrthogonalityPenalty: Sendable {
  private struct Matrix {
    let start: Int
    let neurons: Int
    let inputs: Int
    /// The distances in memory between neurons and between inputs.
    let neuronStride: Int
    let inputStride: Int
  }

  private let matrices: [Matrix]
  private let weight: Double

  /// Prepares the penalty for the blocks that have a `neuronAxis`.
  package init(_ blocks: [ParameterBlock], weight: Double) {
    self.weight = weight
    matrices = blocks.compactMap { block in
      block.neuronAxis.map { axis in
        Matrix(
          start: block.range.lowerBound, neurons: block.shape[axis], inputs: block.shape[1 - axis],
          neuronStride: axis == 0 ? block.shape[1] : 1, inputStride: axis == 0 ? 1 : block.shape[1])
      }
    }
  }

  /// Adds the gradient and gives the value.
  package func add(_ parameters: [Double], to gradient: inout [Double]) -> Double {
    guard weight > 0 else { return 0 }
    var value = 0.0
    for matrix in matrices {
      let scale = weight / Double(matrix.neurons * matrix.neurons)
      for a in 0..<matrix.neurons {
        for b in 0..<a {
          let first = matrix.start + a * matrix.neuronStride
          let second = matrix.start + b * matrix.neuronStride
          let inputs = stride(from: 0, to: matrix.inputs * matrix.inputStride, by: matrix.inputStride)
          var product = 0.0
          for c in inputs { product += parameters[first + c] * parameters[second + c] }
          // Each pair stands above and below the diagonal.
          value += 2 * scale * product * product
          let slope = 4 * scale * product
          for c in inputs {
            gradient[first + c] += slope * parameters[second + c]
            gradient[second + c] += slope * parameters[first + c]
          }
        }
      }
    }
    return value
  }
}
