internal import Potentials

/// Adam in the eigenbasis of Shampoo's preconditioner, for one weight matrix.
///
/// With G the gradient, L ← β L + (1 − β) G Gᵀ and R ← β R + (1 − β) Gᵀ G; Q_L and Q_R are their
/// eigenvectors, refreshed now and then by one step of orthogonal iteration. Adam runs on Q_Lᵀ G Q_R, and its
/// step is rotated back (Vyas et al. 2024, arXiv:2409.11321).
package struct SOAP: Sendable, Hashable, Codable {
  private static let firstDecay = 0.95
  private static let secondDecay = 0.95
  private static let preconditionerDecay = 0.95
  private static let epsilon = 1e-8
  private static let relativeFloor = 1e-5
  private static let refreshInterval = 25

  private var left: DenseMatrix
  private var right: DenseMatrix
  private var leftVectors: DenseMatrix
  private var rightVectors: DenseMatrix
  /// In the rotated axes, as the second moments.
  private var firstMoments: DenseMatrix
  private var secondMoments: [Double]
  private var stepCount = 0

  /// Starts with zero moments for a matrix of the given shape.
  package init(rows: Int, columns: Int) {
    left = DenseMatrix(rows: rows, columns: rows)
    right = DenseMatrix(rows: columns, columns: columns)
    leftVectors = .identity(rows)
    rightVectors = .identity(columns)
    firstMoments = DenseMatrix(rows: rows, columns: columns)
    secondMoments = Array(repeating: 0, count: rows * columns)
  }

  /// Computes the step to be multiplied by minus the learning rate, in row order.
  ///
  /// - Parameter values: The gradient in row order; further elements are ignored.
  package mutating func direction(_ values: ArraySlice<Double>) -> [Double] {
    let gradient = DenseMatrix(
      rows: left.rows, columns: right.rows, elements: Array(values.prefix(left.rows * right.rows)))
    stepCount += 1
    let beta = Self.preconditionerDecay
    left.multiply(gradient, gradient, transposingSecond: true, scale: 1 - beta, keeping: beta)
    right.multiply(gradient, gradient, transposingFirst: true, scale: 1 - beta, keeping: beta)
    if stepCount == 1 {
      leftVectors = start(left)
      rightVectors = start(right)
    } else if stepCount % Self.refreshInterval == 0 {
      // The moments follow the basis: back to the old axes, then to the new ones.
      let moments = unrotate(firstMoments)
      refresh(&leftVectors, of: left)
      refresh(&rightVectors, of: right)
      firstMoments = rotate(moments)
    }
    let rotatedGradient = rotate(gradient)
    for (index, g) in rotatedGradient.elements.enumerated() {
      firstMoments.elements[index] += (1 - Self.firstDecay) * (g - firstMoments.elements[index])
    }
    var rotatedStep = firstMoments
    let firstScale = 1 / (1 - pow(Self.firstDecay, stepCount))
    let secondScale = 1 / (1 - pow(Self.secondDecay, stepCount))
    var largest = 0.0
    for index in secondMoments.indices {
      let g = rotatedGradient.elements[index]
      secondMoments[index] = Self.secondDecay * secondMoments[index] + (1 - Self.secondDecay) * g * g
      largest = max(largest, secondMoments[index])
    }
    // Directions in which the gradient is only rounding noise of its Float32 sums must not take full steps.
    let floor = Self.epsilon + Self.relativeFloor * (largest * secondScale).squareRoot()
    for index in secondMoments.indices {
      rotatedStep.elements[index] *=
        firstScale / ((secondMoments[index] * secondScale).squareRoot() + floor)
    }
    return unrotate(rotatedStep).elements
  }

  /// The eigenvectors of the first gradient's matrix, which has a large null space. A tiny ramp on the diagonal
  /// picks a basis of it, which rounding would pick otherwise: Adam's steps depend on the basis.
  private func start(_ matrix: DenseMatrix) -> DenseMatrix {
    var ramped = matrix
    let size = matrix.rows
    let trace = (0..<size).reduce(0) { $0 + matrix.elements[$1 * (size + 1)] }
    for index in 0..<size {
      ramped.elements[index * (size + 1)] += 1e-8 * trace * Double(index + 1) / Double(size)
    }
    return ramped.symmetricEigenvectors() ?? .identity(size)
  }

  /// Q_Lᵀ a Q_R.
  private func rotate(_ a: DenseMatrix) -> DenseMatrix {
    var half = DenseMatrix(rows: a.rows, columns: a.columns)
    half.multiply(leftVectors, a, transposingFirst: true)
    var result = half
    result.multiply(half, rightVectors)
    return result
  }

  /// Q_L a Q_Rᵀ.
  private func unrotate(_ a: DenseMatrix) -> DenseMatrix {
    var half = DenseMatrix(rows: a.rows, columns: a.columns)
    half.multiply(leftVectors, a)
    var result = half
    result.multiply(half, rightVectors, transposingSecond: true)
    return result
  }

  private func refresh(_ vectors: inout DenseMatrix, of matrix: DenseMatrix) {
    var product = matrix
    product.multiply(matrix, vectors)
    if product.orthonormalizeColumns() { vectors = product }
  }

  private func pow(_ base: Double, _ exponent: Int) -> Double {
    var (result, factor, rest) = (1.0, base, exponent)
    while rest > 0 {
      if rest & 1 == 1 { result *= factor }
      factor *= factor
      rest >>= 1
    }
    return result
  }
}
