extension [[Double]] {
  /// Adds what is new in a vector to an orthonormal basis; nothing where it is in its span up to rounding.
  mutating func appendOrthonormalized(_ vector: [Double]) {
    func norm(_ vector: [Double]) -> Double { vector.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    let size = norm(vector)
    var rest = vector
    // Twice is enough for orthogonality to rounding (doi:10.1007/s00211-005-0615-4).
    for _ in 0..<2 {
      for unit in self {
        let overlap = zip(unit, rest).reduce(0) { $0 + $1.0 * $1.1 }
        for index in rest.indices { rest[index] -= overlap * unit[index] }
      }
    }
    let remainder = norm(rest)
    guard remainder > 1e-10 * size else { return }
    append(rest.map { $0 / remainder })
  }
}

extension DenseMatrix {
  /// Turns a symmetric matrix A into P A P + s (1 − P), where P projects out an orthonormal basis.
  ///
  /// With s twice the Frobenius norm of A, which no eigenvalue exceeds, but at least 1, the basis vectors become the
  /// eigenvectors of the largest eigenvalue and stand last however soft the others are.
  mutating func project(out basis: [[Double]]) {
    let shift = Swift.max(1, 2 * elements.reduce(0) { $0 + $1 * $1 }.squareRoot())
    let size = rows
    for unit in basis {
      // P A P = A − u (A u)ᵀ − (A u) uᵀ + u (uᵀ A u) uᵀ, one vector of the basis after the other.
      var product = [Double](repeating: 0, count: size)
      for row in 0..<size {
        for column in 0..<size { product[row] += elements[row * size + column] * unit[column] }
      }
      let corner = zip(unit, product).reduce(0) { $0 + $1.0 * $1.1 }
      for row in 0..<size {
        for column in 0..<size {
          elements[row * size + column] +=
            (corner + shift) * unit[row] * unit[column] - unit[row] * product[column]
            - product[row] * unit[column]
        }
      }
    }
  }
}
