import Atomistics
import Potentials
import Testing

@Suite("Dense matrices")
struct DenseMatrixTests {
  private static func random(_ rows: Int, _ columns: Int) -> DenseMatrix {
    var generator = RandomGenerator(seed: 9, stream: UInt64(rows * 100 + columns))
    return DenseMatrix(
      rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in generator.gaussian() })
  }

  @Test("products agree with sums over elements", arguments: [false, true], [false, true])
  func multiply(first: Bool, second: Bool) {
    let a = first ? Self.random(5, 3) : Self.random(3, 5)
    let b = second ? Self.random(4, 5) : Self.random(5, 4)
    var c = DenseMatrix(rows: 3, columns: 4, elements: Array(repeating: 1, count: 12))
    c.multiply(a, b, transposingFirst: first, transposingSecond: second, scale: 2, keeping: 3)
    for row in 0..<3 {
      for column in 0..<4 {
        var sum = 0.0
        for k in 0..<5 {
          sum += (first ? a.elements[k * 3 + row] : a.elements[row * 5 + k])
            * (second ? b.elements[column * 5 + k] : b.elements[k * 4 + column])
        }
        #expect(abs(c.elements[row * 4 + column] - (2 * sum + 3)) < 1e-13)
      }
    }
  }

  @Test("eigenvectors diagonalize a symmetric matrix, largest eigenvalue first", arguments: [1, 6, 150])
  func eigenvectors(size: Int) throws {
    let root = Self.random(size, size)
    var matrix = root
    matrix.multiply(root, root, transposingSecond: true)
    let vectors = try #require(matrix.symmetricEigenvectors())
    var half = matrix
    half.multiply(matrix, vectors)
    var diagonal = matrix
    diagonal.multiply(vectors, half, transposingFirst: true)
    let scale = diagonal.elements[0]
    for row in 0..<size {
      for column in 0..<size where row != column {
        #expect(abs(diagonal.elements[row * size + column]) < 1e-13 * scale * Double(size))
      }
      if row > 0 {
        #expect(diagonal.elements[row * (size + 1)] <= diagonal.elements[(row - 1) * (size + 1)] + 1e-12 * scale)
      }
    }
  }

  @Test("orthonormalization keeps the spans of the leading columns", arguments: [2, 7, 150])
  func orthonormalize(size: Int) {
    let original = Self.random(size, size)
    var columns = original
    let succeeded = columns.orthonormalizeColumns()
    #expect(succeeded)
    var product = columns
    product.multiply(columns, columns, transposingFirst: true)
    for (index, value) in product.elements.enumerated() {
      #expect(abs(value - (index % (size + 1) == 0 ? 1 : 0)) < 1e-12 * Double(size))
    }
    // R = Qᵀ A is upper triangular exactly when the leading columns span the same spaces.
    product.multiply(columns, original, transposingFirst: true)
    for row in 1..<size {
      for column in 0..<row { #expect(abs(product.elements[row * size + column]) < 1e-11 * Double(size)) }
    }
  }

  @Test("matrices that are not finite are refused")
  func notFinite() {
    var matrix = DenseMatrix.identity(3)
    matrix.elements[4] = .nan
    #expect(matrix.symmetricEigenvectors() == nil)
    let succeeded = matrix.orthonormalizeColumns()
    #expect(!succeeded)
  }
}
