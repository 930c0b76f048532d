internal import COpenBLAS
internal import Foundation

/// A dense real matrix in row order, with the few operations that optimizers need.
package struct DenseMatrix: Sendable, Hashable, Codable {
  package let rows: Int
  package let columns: Int
  package var elements: [Double]

  /// A matrix of zeros.
  package init(rows: Int, columns: Int) {
    self.init(rows: rows, columns: columns, elements: Array(repeating: 0, count: rows * columns))
  }

  /// A matrix from its elements in row order.
  package init(rows: Int, columns: Int, elements: [Double]) {
    precondition(elements.count == rows * columns, "one element for each row and column")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// The unit matrix.
  package static func identity(_ size: Int) -> DenseMatrix {
    var matrix = DenseMatrix(rows: size, columns: size)
    for index in 0..<size { matrix.elements[index * (size + 1)] = 1 }
    return matrix
  }

  /// Sets this matrix to α op(a) op(b) + β self.
  package mutating func multiply(
    _ a: DenseMatrix, _ b: DenseMatrix, transposingFirst transposeA: Bool = false,
    transposingSecond transposeB: Bool = false, scale: Double = 1, keeping: Double = 0
  ) {
    let inner = transposeA ? a.rows : a.columns
    precondition(
      rows == (transposeA ? a.columns : a.rows) && columns == (transposeB ? b.rows : b.columns)
        && inner == (transposeB ? b.columns : b.rows), "the shapes do not fit")
    cblas_dgemm(
      CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
      Int32(rows), Int32(columns), Int32(inner), scale, a.elements, Int32(a.columns), b.elements,
      Int32(b.columns), keeping, &elements, Int32(columns))
  }

  /// The orthonormal eigenvectors of a symmetric matrix as columns, by falling eigenvalue.
  ///
  /// - Returns: `nil` when the matrix is not finite or LAPACK does not converge.
  package func symmetricEigenvectors() -> DenseMatrix? {
    guard let system = symmetricEigensystem() else { return nil }
    var result = DenseMatrix(rows: rows, columns: rows)
    for column in 0..<rows {
      for row in 0..<rows {
        result.elements[row * rows + column] = system.vectors.elements[(rows - 1 - column) * rows + row]
      }
    }
    return result
  }

  /// The eigenvalues of a symmetric matrix, rising, and its orthonormal eigenvectors as rows.
  ///
  /// - Returns: `nil` when the matrix is not finite or LAPACK does not converge.
  package func symmetricEigensystem() -> (values: [Double], vectors: DenseMatrix)? {
    guard elements.allSatisfy(\.isFinite) else { return nil }
    // LAPACK's columns are our rows.
    var vectors = self
    var values = [Double](repeating: 0, count: rows)
    var n = Int32(rows)
    var info: Int32 = 0
    var workSize = Int32(-1)
    var integerSize = Int32(-1)
    var work = [0.0]
    var integers = [Int32(0)]
    dsyevd_(
      "V", "L", &n, &vectors.elements, &n, &values, &work, &workSize, &integers, &integerSize, &info)
    workSize = Int32(work[0])
    integerSize = integers[0]
    work = Array(repeating: 0, count: Int(workSize))
    integers = Array(repeating: 0, count: Int(integerSize))
    dsyevd_(
      "V", "L", &n, &vectors.elements, &n, &values, &work, &workSize, &integers, &integerSize, &info)
    return info == 0 ? (values, vectors) : nil
  }

  /// Replaces the columns by orthonormal ones that span the same spaces in order (QR decomposition).
  ///
  /// - Returns: Whether LAPACK succeeded.
  package mutating func orthonormalizeColumns() -> Bool {
    guard elements.allSatisfy(\.isFinite) else { return false }
    // Row order read as column order is the transpose; its rows are our columns, so use LQ.
    var m = Int32(columns)
    var n = Int32(rows)
    var factors = [Double](repeating: 0, count: Int(min(m, n)))
    var info: Int32 = 0
    var workSize = Int32(max(m, n)) * 64
    var work = [Double](repeating: 0, count: Int(workSize))
    dgelqf_(&m, &n, &elements, &m, &factors, &work, &workSize, &info)
    guard info == 0 else { return false }
    dorglq_(&m, &n, &m, &elements, &m, &factors, &work, &workSize, &info)
    return info == 0
  }
}

extension DenseMatrix {
  private enum Key: String, CodingKey { case rows, columns, bytes }

  /// Stores the elements as one run of bytes, exact, and quicker than number by number.
  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(rows, forKey: .rows)
    try container.encode(columns, forKey: .columns)
    try container.encode(elements.withUnsafeBytes { Data($0) }, forKey: .bytes)
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let rows = try container.decode(Int.self, forKey: .rows)
    let columns = try container.decode(Int.self, forKey: .columns)
    let bytes = try container.decode(Data.self, forKey: .bytes)
    guard rows >= 0, columns >= 0, bytes.count == rows * columns * MemoryLayout<Double>.stride else {
      throw DecodingError.dataCorruptedError(
        forKey: .bytes, in: container, debugDescription: "the size of a matrix does not fit")
    }
    let elements = [Double](unsafeUninitializedCapacity: rows * columns) { buffer, count in
      _ = bytes.copyBytes(to: buffer)
      count = rows * columns
    }
    self.init(rows: rows, columns: columns, elements: elements)
  }
}
