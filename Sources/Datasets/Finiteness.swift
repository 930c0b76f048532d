extension Array<Double> {
  var areFinite: Bool { self[...].areFinite }
}

extension ArraySlice<Double> {
  /// Whether no number is NaN or infinite.
  ///
  /// Cost: some numbers a cycle; there is no branch in the loop.
  var areFinite: Bool {
    withUnsafeBufferPointer { values in
      var signs: UInt64 = 0
      // The largest exponent, that of NaN and infinity, runs over into the sign.
      for value in values { signs |= (value.bitPattern & 0x7FF0_0000_0000_0000) &+ 0x0010_0000_0000_0000 }
      return signs >> 63 == 0
    }
  }
}

extension Array<SIMD3<Double>> {
  /// Whether no component is NaN or infinite.
  var areFinite: Bool {
    var signs = SIMD3<UInt64>(repeating: 0)
    for vector in self {
      let bits = SIMD3<UInt64>(vector.x.bitPattern, vector.y.bitPattern, vector.z.bitPattern)
      signs |= (bits & 0x7FF0_0000_0000_0000) &+ 0x0010_0000_0000_0000
    }
    return (signs.x | signs.y | signs.z) >> 63 == 0
  }
}
