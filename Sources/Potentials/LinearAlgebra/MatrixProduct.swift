internal import COpenBLAS

/// A floating-point type that OpenBLAS multiplies matrices of.
package protocol MatrixScalar: BinaryFloatingPoint, SIMDScalar, Codable, Sendable, BitwiseCopyable {
  /// Adds `a bᵀ` to `c`: a is rows × inner, b columns × inner, c rows × columns, all in row order.
  static func addProduct(
    _ a: UnsafePointer<Self>, _ b: UnsafePointer<Self>, rows: Int, columns: Int, inner: Int,
    to c: UnsafeMutablePointer<Self>)
}

extension Float: MatrixScalar {
  package static func addProduct(
    _ a: UnsafePointer<Float>, _ b: UnsafePointer<Float>, rows: Int, columns: Int, inner: Int,
    to c: UnsafeMutablePointer<Float>
  ) {
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows), Int32(columns), Int32(inner), 1, a,
      Int32(inner), b, Int32(inner), 1, c, Int32(columns))
  }
}

extension Double: MatrixScalar {
  package static func addProduct(
    _ a: UnsafePointer<Double>, _ b: UnsafePointer<Double>, rows: Int, columns: Int, inner: Int,
    to c: UnsafeMutablePointer<Double>
  ) {
    cblas_dgemm(
      CblasRowMajor, CblasNoTrans, CblasTrans, Int32(rows), Int32(columns), Int32(inner), 1, a,
      Int32(inner), b, Int32(inner), 1, c, Int32(columns))
  }
}

/// Keeps OpenBLAS on the calling thread: the package runs its own threads around it.
package func useSingleThreadedBLAS() {
  openblas_set_num_threads(1)
}
