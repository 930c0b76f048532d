/// A real 3 × 3 matrix in row order, used for cells, strains and virials.
public struct Matrix3: Hashable, Sendable, BitwiseCopyable {
  /// The three rows.
  public var rows: (SIMD3<Double>, SIMD3<Double>, SIMD3<Double>)

  /// Creates a matrix from its rows.
  @inlinable
  public init(_ first: SIMD3<Double>, _ second: SIMD3<Double>, _ third: SIMD3<Double>) {
    rows = (first, second, third)
  }

  /// The zero matrix.
  @inlinable
  public static var zero: Matrix3 { Matrix3(.zero, .zero, .zero) }

  /// The unit matrix.
  public static var identity: Matrix3 { Matrix3([1, 0, 0], [0, 1, 0], [0, 0, 1]) }

  /// The outer product `a bᵀ`.
  @inlinable
  public init(outer a: SIMD3<Double>, _ b: SIMD3<Double>) {
    rows = (a.x * b, a.y * b, a.z * b)
  }

  /// Creates a matrix from nine numbers in row order.
  public init(_ values: some Collection<Double>) {
    precondition(values.count == 9, "a 3 × 3 matrix has nine elements")
    let v = Array(values)
    rows = (SIMD3(v[0], v[1], v[2]), SIMD3(v[3], v[4], v[5]), SIMD3(v[6], v[7], v[8]))
  }

  /// The nine numbers in row order.
  public var elements: [Double] {
    [rows.0, rows.1, rows.2].flatMap { [$0.x, $0.y, $0.z] }
  }

  /// Row `index` (0-2).
  public subscript(index: Int) -> SIMD3<Double> {
    get { index == 0 ? rows.0 : index == 1 ? rows.1 : rows.2 }
    set {
      switch index {
      case 0: rows.0 = newValue
      case 1: rows.1 = newValue
      default: rows.2 = newValue
      }
    }
  }

  /// The determinant.
  public var determinant: Double { (rows.0 * rows.1.cross(rows.2)).sum() }

  /// The transpose.
  public var transpose: Matrix3 {
    Matrix3(
      [rows.0.x, rows.1.x, rows.2.x], [rows.0.y, rows.1.y, rows.2.y],
      [rows.0.z, rows.1.z, rows.2.z])
  }

  /// The inverse; meaningless when the determinant is zero.
  public var inverse: Matrix3 {
    let scale = 1 / determinant
    return Matrix3(
      rows.1.cross(rows.2) * scale, rows.2.cross(rows.0) * scale, rows.0.cross(rows.1) * scale
    ).transpose
  }

  /// The sum of the diagonal.
  public var trace: Double { rows.0.x + rows.1.y + rows.2.z }

  @inlinable
  public static func + (a: Matrix3, b: Matrix3) -> Matrix3 {
    Matrix3(a.rows.0 + b.rows.0, a.rows.1 + b.rows.1, a.rows.2 + b.rows.2)
  }

  @inlinable
  public static func - (a: Matrix3, b: Matrix3) -> Matrix3 {
    Matrix3(a.rows.0 - b.rows.0, a.rows.1 - b.rows.1, a.rows.2 - b.rows.2)
  }

  @inlinable
  public static func * (scale: Double, a: Matrix3) -> Matrix3 {
    Matrix3(scale * a.rows.0, scale * a.rows.1, scale * a.rows.2)
  }

  /// The matrix product.
  @inlinable
  public static func * (a: Matrix3, b: Matrix3) -> Matrix3 {
    Matrix3(a.rows.0 * b, a.rows.1 * b, a.rows.2 * b)
  }

  /// The row vector times the matrix: `Σ_k v_k row_k`, as for fractional coordinates and a cell.
  @inlinable
  public static func * (v: SIMD3<Double>, a: Matrix3) -> SIMD3<Double> {
    v.x * a.rows.0 + v.y * a.rows.1 + v.z * a.rows.2
  }

  public static func == (a: Matrix3, b: Matrix3) -> Bool {
    a.rows.0 == b.rows.0 && a.rows.1 == b.rows.1 && a.rows.2 == b.rows.2
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(rows.0)
    hasher.combine(rows.1)
    hasher.combine(rows.2)
  }
}

extension SIMD3<Double> {
  /// The vector product `self × other`.
  @inlinable
  public func cross(_ other: SIMD3<Double>) -> SIMD3<Double> {
    SIMD3(
      y * other.z - z * other.y, z * other.x - x * other.z, x * other.y - y * other.x)
  }

  /// The scalar product.
  @inlinable
  public func dot(_ other: SIMD3<Double>) -> Double { (self * other).sum() }

  /// The Euclidean length.
  @inlinable
  public var norm: Double { (self * self).sum().squareRoot() }
}
