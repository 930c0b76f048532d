package import Potentials

/// An upper bound c of the largest singular value σ of every weight matrix of the networks: W ← W / max(1, σ/c) after
/// each step.
///
/// It bounds how fast a network can change with its features, whatever the data say; smaller matrices stay as they
/// are. The projection is that of Gouk, Frank, Pfahringer and Cree 2021 (doi:10.1007/s10994-020-05929-w), a
/// constrained form of the spectral normalization of Miyato et al. 2018 (arXiv:1802.05957). Averages of matrices within the
/// bound are within it.
package struct SpectralBound: Sendable {
  private let matrices: [(start: Int, rows: Int, columns: Int)]
  private let bound: Double?

  /// Prepares the bound for all matrices that weight decay applies to.
  ///
  /// - Parameter bound: c; `nil` leaves all matrices as they are.
  package init(_ blocks: [ParameterBlock], bound: Double?) {
    self.bound = bound
    matrices = blocks.filter { $0.isMatrix && $0.isRegularized && $0.shape.count == 2 }
      .map { ($0.range.lowerBound, $0.shape[0], $0.shape[1]) }
  }

  /// Scales the matrices that exceed the bound down to it.
  package func apply(to parameters: inout [Double]) {
    guard let bound else { return }
    for (start, rows, columns) in matrices {
      let range = start..<start + rows * columns
      let matrix = DenseMatrix(rows: rows, columns: columns, elements: Array(parameters[range]))
      // |W|² = Σ σ²: most matrices need no eigenvalues.
      guard matrix.elements.reduce(0, { $0 + $1 * $1 }) > bound * bound,
        let largest = Self.largestSingularValue(matrix), largest > bound
      else { continue }
      for index in range { parameters[index] *= bound / largest }
    }
  }

  /// The root of the largest eigenvalue of W Wᵀ or Wᵀ W, whichever is smaller; `nil` where W is not finite.
  package static func largestSingularValue(_ matrix: DenseMatrix) -> Double? {
    let size = min(matrix.rows, matrix.columns)
    var square = DenseMatrix(rows: size, columns: size)
    let isWide = matrix.rows <= matrix.columns
    square.multiply(matrix, matrix, transposingFirst: !isWide, transposingSecond: isWide)
    return square.symmetricEigensystem()?.values.last.map { max($0, 0).squareRoot() }
  }
}
