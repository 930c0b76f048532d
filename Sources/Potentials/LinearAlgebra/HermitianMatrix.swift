internal import COpenBLAS

/// A Hermitian matrix, such as the dynamical matrix of a crystal.
package struct HermitianMatrix: Sendable, Hashable {
  package let size: Int

  /// Real and imaginary parts in turn, in row order.
  private var parts: [Double]

  /// A matrix of zeros.
  package init(size: Int) {
    self.size = size
    parts = Array(repeating: 0, count: 2 * size * size)
  }

  /// An element; whoever sets one sees to its conjugate across the diagonal.
  package subscript(row: Int, column: Int) -> (real: Double, imaginary: Double) {
    get {
      let place = 2 * (row * size + column)
      return (parts[place], parts[place + 1])
    }
    set {
      let place = 2 * (row * size + column)
      parts[place] = newValue.real
      parts[place + 1] = newValue.imaginary
    }
  }

  /// The eigenvalues, rising. Only the elements on and above the diagonal count.
  ///
  /// - Returns: `nil` when the matrix is not finite or LAPACK does not converge.
  package func eigenvalues() -> [Double]? {
    guard parts.allSatisfy(\.isFinite) else { return nil }
    // Row order read as column order is the conjugate, whose eigenvalues are the same; what we call
    // the upper triangle is LAPACK's lower one.
    var matrix = parts
    var values = [Double](repeating: 0, count: size)
    var n = Int32(size)
    var info: Int32 = 0
    var workSize = Int32(size + 1)
    var realSize = Int32(max(size, 1))
    var integerSize = Int32(1)
    var work = [Double](repeating: 0, count: 2 * (size + 1))
    var reals = [Double](repeating: 0, count: max(size, 1))
    var integers = [Int32(0)]
    zheevd_(
      "N", "L", &n, &matrix, &n, &values, &work, &workSize, &reals, &realSize, &integers, &integerSize,
      &info)
    return info == 0 ? values : nil
  }
}
