internal import Atomistics

extension Matrix3 {
  /// The same lattice by its shortest vectors (Minkowski): no vector gets shorter by adding the others with
  /// coefficients −1, 0 and 1, which in three dimensions is all it takes (doi:10.1007/978-3-540-24847-7_26).
  var reducedLattice: Matrix3 {
    var basis = self
    var hasChanged = true
    while hasChanged {
      hasChanged = false
      for k in 0..<3 {
        let (one, other) = (basis[(k + 1) % 3], basis[(k + 2) % 3])
        for (a, b) in Matrix3.signs {
          let candidate = basis[k] + a * one + b * other
          // Relative margin: equal lengths must not be exchanged for ever.
          if candidate.dot(candidate) < (1 - 1e-9) * basis[k].dot(basis[k]) {
            basis[k] = candidate
            hasChanged = true
          }
        }
      }
    }
    return basis
  }

  private static let signs: [(Double, Double)] = [-1.0, 0, 1].flatMap { a in [-1.0, 0, 1].map { (a, $0) } }

  /// All sums of the rows with coefficients −1, 0 and 1.
  var neighboringLatticePoints: [SIMD3<Double>] {
    [-1.0, 0, 1].flatMap { a in
      [-1.0, 0, 1].flatMap { b in [-1.0, 0, 1].map { c in SIMD3(a, b, c) * self } }
    }
  }

  /// A vector less the lattice vector that its fractional coordinates round to.
  func wrapped(_ vector: SIMD3<Double>, inverse: Matrix3) -> SIMD3<Double> {
    vector - (vector * inverse).rounded(.toNearestOrAwayFromZero) * self
  }
}
