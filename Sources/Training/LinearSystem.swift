/// Small dense systems of linear equations.
enum LinearSystem {
  /// Solves a symmetric positive definite system by elimination without pivoting.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double] {
    var (a, x) = (matrix, right)
    let count = x.count
    for pivot in 0..<count {
      for row in pivot + 1..<max(count, pivot + 1) {
        let factor = a[row][pivot] / a[pivot][pivot]
        for column in pivot..<count { a[row][column] -= factor * a[pivot][column] }
        x[row] -= factor * x[pivot]
      }
    }
    for row in stride(from: count - 1, through: 0, by: -1) {
      for column in row + 1..<max(count, row + 1) { x[row] -= a[row][column] * x[column] }
      x[row] /= a[row][row]
    }
    return x
  }
}
