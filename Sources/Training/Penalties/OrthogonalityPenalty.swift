package import Potentials

/// A penalty λ Σ ‖W Wᵀ − diag(W Wᵀ)‖² / rows² of the first weight matrix of every network: its neurons look at
/// different directions of feature space.
///
/// The diagonal is left alone, so that it does not fight weight decay or the scale of the features
/// (compare Bansal, Chen and Wang 2018, arXiv:1810.09102).
package struct OrthogonalityPenalty: Sendable {
  private let matrices: [(start: Int, rows: Int, columns: Int)]
  private let weight: Double

  /// Prepares the penalty for the blocks that are named `layer0/weights`.
  package init(_ blocks: [ParameterBlock], weight: Double) {
    self.weight = weight
    matrices = blocks.filter { $0.name.hasPrefix("layer0/weights") && $0.shape.count == 2 }
      .map { ($0.range.lowerBound, $0.shape[0], $0.shape[1]) }
  }

  /// Adds the gradient and gives the value.
  package func add(_ parameters: [Double], to gradient: inout [Double]) -> Double {
    guard weight > 0 else { return 0 }
    var value = 0.0
    for (start, rows, columns) in matrices {
      let scale = weight / Double(rows * rows)
      for a in 0..<rows {
        for b in 0..<a {
          let (first, second) = (start + a * columns, start + b * columns)
          var product = 0.0
          for c in 0..<columns { product += parameters[first + c] * parameters[second + c] }
          // Each pair stands above and below the diagonal.
          value += 2 * scale * product * product
          let slope = 4 * scale * product
          for c in 0..<columns {
            gradient[first + c] += slope * parameters[second + c]
            gradient[second + c] += slope * parameters[first + c]
          }
        }
      }
    }
    return value
  }
}
