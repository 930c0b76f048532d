internal import CLanes

/// Which of eight points are near a center, first ones first.
struct NearPoints {
  /// How many points are looked at together.
  static let width = 8

  /// How many are near.
  let count: Int

  /// Their places among the eight; what follows them has no meaning.
  let places: SIMD8<Int32>

  /// Compares squared distances.
  ///
  /// - Parameters:
  ///   - x: The coordinates of the points in Å, with `y` and `z`.
  ///   - squaredCutoff: In Å²; points at exactly this distance are not near.
  ///   - count: Points from this one on are not looked at.
  @inline(__always)
  init(
    _ x: SIMD8<Double>, _ y: SIMD8<Double>, _ z: SIMD8<Double>, center: SIMD3<Double>, squaredCutoff: Double,
    count: Int
  ) {
    let dx = clanes_subtract_double8(x, SIMD8(repeating: center.x))
    let dy = clanes_subtract_double8(y, SIMD8(repeating: center.y))
    let dz = clanes_subtract_double8(z, SIMD8(repeating: center.z))
    let square = clanes_add_double8(
      clanes_add_double8(clanes_multiply_double8(dx, dx), clanes_multiply_double8(dy, dy)),
      clanes_multiply_double8(dz, dz))
    let near = clanes_positive_double8(clanes_subtract_double8(SIMD8(repeating: squaredCutoff), square))
    let mask = near & (count < Self.width ? 1 &<< UInt32(truncatingIfNeeded: count) &- 1 : 0xFF)
    self.count = mask.nonzeroBitCount
    places = clanes_set_bits(mask)
  }
}
