/// The rotation and translation that bring one set of points closest to another, without reflection.
///
///     minimize Σ_i |(p_i − p̄) R + q̄ − q_i|²
///
/// The rotation is the unit quaternion that belongs to the largest eigenvalue of a symmetric 4 × 4 matrix of
/// the correlations Σ p qᵀ (Horn 1987, doi:10.1364/JOSAA.4.000629); points in a line or plane need no special
/// care. Cost: O(N) and some twenty plane rotations of that matrix.
public struct Superposition: Sendable {
  /// The rotation, applied to row vectors: v becomes v · rotation.
  public let rotation: Matrix3

  /// The center of the points to be moved, in Å.
  public let center: SIMD3<Double>

  /// The center of the points that stay, in Å.
  public let target: SIMD3<Double>

  /// Superposes `moving` onto `fixed`, which have equally many points, in Å.
  public init(of moving: [SIMD3<Double>], onto fixed: [SIMD3<Double>]) {
    precondition(moving.count == fixed.count, "as many points to move as to meet")
    let scale = 1 / Double(max(moving.count, 1))
    center = scale * moving.reduce(.zero, +)
    target = scale * fixed.reduce(.zero, +)
    var correlation = Matrix3.zero
    for index in moving.indices {
      correlation = correlation + Matrix3(outer: moving[index] - center, fixed[index] - target)
    }
    rotation = Superposition.rotation(maximizing: correlation)
  }

  /// The place of a moved point.
  public func place(_ point: SIMD3<Double>) -> SIMD3<Double> { (point - center) * rotation + target }

  /// The rotation R with the largest trace of Rᵀ · correlation.
  private static func rotation(maximizing s: Matrix3) -> Matrix3 {
    let (x, y, z) = s.rows
    let form: [SIMD4<Double>] = [
      [x.x + y.y + z.z, y.z - z.y, z.x - x.z, x.y - y.x],
      [y.z - z.y, x.x - y.y - z.z, x.y + y.x, z.x + x.z],
      [z.x - x.z, x.y + y.x, y.y - x.x - z.z, y.z + z.y],
      [x.y - y.x, z.x + x.z, y.z + z.y, z.z - x.x - y.y],
    ]
    let q = largestEigenvector(of: form)
    let (w, i, j, k) = (q[0], q[1], q[2], q[3])
    // The transpose of the usual matrix of a quaternion, because vectors are rows.
    return Matrix3(
      [w * w + i * i - j * j - k * k, 2 * (i * j + w * k), 2 * (i * k - w * j)],
      [2 * (i * j - w * k), w * w - i * i + j * j - k * k, 2 * (j * k + w * i)],
      [2 * (i * k + w * j), 2 * (j * k - w * i), w * w - i * i - j * j + k * k])
  }

  /// The unit eigenvector of the largest eigenvalue of a symmetric matrix, by cyclic Jacobi rotations.
  private static func largestEigenvector(of symmetric: [SIMD4<Double>]) -> SIMD4<Double> {
    var matrix = symmetric
    // Rows of `basis` are the eigenvectors that emerge.
    var basis: [SIMD4<Double>] = [[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1]]
    let size = matrix.reduce(0) { $0 + ($1 * $1).sum() }
    // Convergence is quadratic: six sweeps reach rounding, twelve are never needed.
    for _ in 0..<12 {
      var rest = 0.0
      for p in 0..<3 {
        for q in p + 1..<4 {
          let element = matrix[p][q]
          rest += element * element
          guard element != 0 else { continue }
          let ratio = (matrix[q][q] - matrix[p][p]) / (2 * element)
          let tangent = (ratio < 0 ? -1 : 1) / (abs(ratio) + (ratio * ratio + 1).squareRoot())
          let cosine = 1 / (tangent * tangent + 1).squareRoot()
          let sine = tangent * cosine
          let (a, b) = (matrix[p], matrix[q])
          matrix[p] = cosine * a - sine * b
          matrix[q] = sine * a + cosine * b
          for row in 0..<4 {
            let (c, d) = (matrix[row][p], matrix[row][q])
            matrix[row][p] = cosine * c - sine * d
            matrix[row][q] = sine * c + cosine * d
          }
          let (u, v) = (basis[p], basis[q])
          basis[p] = cosine * u - sine * v
          basis[q] = sine * u + cosine * v
        }
      }
      if rest <= 1e-30 * size { break }
    }
    let largest = (0..<4).max { matrix[$0][$0] < matrix[$1][$1] } ?? 0
    return basis[largest]
  }
}
