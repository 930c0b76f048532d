/// The second derivatives ∂²E/∂R∂R of one configuration in eV/Å², not mass-weighted.
public struct Hessian: Sendable, Hashable {
  /// 3N × 3N numbers in row order, index 3·atom + axis, exactly symmetric.
  public let values: [Double]

  /// The number of atoms N.
  public let atomCount: Int

  /// The largest |H_ab − H_ba| in eV/Å² before the two were averaged: a measure of the rounding errors.
  public let asymmetry: Double

  /// Creates a Hessian from its product with every unit vector, averaging it with its transpose.
  public init(columns: [[SIMD3<Double>]]) {
    let size = columns.count
    precondition(columns.allSatisfy { 3 * $0.count == size }, "one column for each coordinate")
    var values = [Double](repeating: 0, count: size * size)
    var asymmetry = 0.0
    for a in 0..<size {
      values[a * size + a] = columns[a][a / 3][a % 3]
      for b in 0..<a {
        let (one, other) = (columns[a][b / 3][b % 3], columns[b][a / 3][a % 3])
        asymmetry = max(asymmetry, abs(one - other))
        values[a * size + b] = (one + other) / 2
        values[b * size + a] = (one + other) / 2
      }
    }
    self.values = values
    self.asymmetry = asymmetry
    atomCount = size / 3
  }

  /// Averages a matrix with its transpose, row order; `nil` where a number is not finite.
  init?(_ matrix: UnsafeBufferPointer<Double>) {
    let size = Int(Double(matrix.count).squareRoot().rounded())
    precondition(size * size == matrix.count && size % 3 == 0, "a row for each coordinate")
    values = Array(unsafeUninitializedCapacity: matrix.count) { buffer, count in
      for a in 0..<size {
        for b in 0..<size { buffer[a * size + b] = (matrix[a * size + b] + matrix[b * size + a]) / 2 }
      }
      count = matrix.count
    }
    var asymmetry = 0.0
    for a in 0..<size {
      for b in 0..<a { asymmetry = max(asymmetry, abs(matrix[a * size + b] - matrix[b * size + a])) }
    }
    self.asymmetry = asymmetry
    atomCount = size / 3
    guard values.allSatisfy(\.isFinite) else { return nil }
  }

  /// One second derivative; rows and columns are 3·atom + axis.
  public subscript(row: Int, column: Int) -> Double { values[row * 3 * atomCount + column] }
}
