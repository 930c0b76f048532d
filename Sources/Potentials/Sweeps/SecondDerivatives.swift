/// The derivatives of the three components of a pair gradient along three axes.
struct SecondDerivatives {
  /// Component a of the gradient along all axes.
  var x, y, z: SIMD3<Double>

  static var zero: SecondDerivatives { SecondDerivatives(x: .zero, y: .zero, z: .zero) }

  init(x: SIMD3<Double>, y: SIMD3<Double>, z: SIMD3<Double>) { (self.x, self.y, self.z) = (x, y, z) }

  /// Reads one lane of three jets.
  @inline(__always)
  init<Scalar: MatrixScalar>(_ lane: UnsafePointer<Scalar>, _ jetLength: Int, _ width: Int) {
    func axes(_ jet: UnsafePointer<Scalar>) -> SIMD3<Double> {
      SIMD3(Double(jet[width]), Double(jet[2 &* width]), Double(jet[3 &* width]))
    }
    (x, y, z) = (axes(lane), axes(lane + jetLength), axes(lane + 2 &* jetLength))
  }

  @inline(__always)
  mutating func add(_ other: SecondDerivatives) {
    x += other.x
    y += other.y
    z += other.z
  }

  /// Adds to nine elements of a matrix with rows of the given length.
  @inline(__always)
  func add(to target: UnsafeMutablePointer<Double>, row: Int) {
    for axis in 0..<3 {
      target[axis] += x[axis]
      target[row &+ axis] += y[axis]
      target[2 &* row &+ axis] += z[axis]
    }
  }

  @inline(__always)
  func subtract(from target: UnsafeMutablePointer<Double>, row: Int) {
    for axis in 0..<3 {
      target[axis] -= x[axis]
      target[row &+ axis] -= y[axis]
      target[2 &* row &+ axis] -= z[axis]
    }
  }
}
