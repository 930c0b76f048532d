internal import CLanes

/// A lane whose numbers can be moved to its front and back again, as lists of triples need it.
package protocol PackingLane: Lane {
  /// One bit for each number: whether it is positive.
  var positiveMask: UInt32 { get }

  /// The numbers whose bits are set, one after another; then zeros.
  func packed(_ mask: UInt32) -> Self

  /// The first numbers in the places of the bits that are set; zeros elsewhere.
  func unpacked(_ mask: UInt32) -> Self
}

extension SIMD16: PackingLane where Scalar == Float {
  @inline(__always)
  package var positiveMask: UInt32 { clanes_positive_float16(self) }

  @inline(__always)
  package func packed(_ mask: UInt32) -> Self { clanes_packed_float16(self, mask) }

  @inline(__always)
  package func unpacked(_ mask: UInt32) -> Self { clanes_unpacked_float16(self, mask) }
}

extension SIMD8: PackingLane where Scalar == Double {
  @inline(__always)
  package var positiveMask: UInt32 { clanes_positive_double8(self) }

  @inline(__always)
  package func packed(_ mask: UInt32) -> Self { clanes_packed_double8(self, mask) }

  @inline(__always)
  package func unpacked(_ mask: UInt32) -> Self { clanes_unpacked_double8(self, mask) }
}
