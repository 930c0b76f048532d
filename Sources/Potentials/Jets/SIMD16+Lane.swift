internal import CLanes

/// Sixteen Float32 numbers: one AVX-512 register, the lane of training and molecular dynamics.
extension SIMD16: Lane where Scalar == Float {
  package static var width: Int { 16 }

  @inline(__always)
  package static func + (a: Self, b: Self) -> Self { clanes_add_float16(a, b) }

  @inline(__always)
  package static func - (a: Self, b: Self) -> Self { clanes_subtract_float16(a, b) }

  @inline(__always)
  package static func * (a: Self, b: Self) -> Self { clanes_multiply_float16(a, b) }

  @inline(__always)
  package static func / (a: Self, b: Self) -> Self { clanes_divide_float16(a, b) }

  @inline(__always)
  package static prefix func - (a: Self) -> Self { clanes_negate_float16(a) }

  @inline(__always)
  package func addingProduct(_ a: Self, _ b: Self) -> Self { clanes_fma_float16(a, b, self) }

  @inline(__always)
  package func squareRoot() -> Self { clanes_square_root_float16(self) }

  /// The exponential by reduction to |r| ≤ ln 2/2 and a minimax polynomial of degree 6
  /// (relative error 2e-9 before rounding); below −87 it is about 1e-38, above 88 about 1.6e38.
  @inline(__always)
  package func exponential() -> Self {
    let x = limited(from: -87, to: 88)
    // Adding 1.5 · 2²³ rounds to the nearest integer, which then stands in the low bits.
    let magic = Self(repeating: 12_582_912)
    let shifted = magic.addingProduct(x, Self(repeating: 1.442_695_04))
    let n = shifted - magic
    let r = x.addingProduct(n, Self(repeating: -0.693_359_375))
      .addingProduct(n, Self(repeating: 2.121_944_4e-4))
    var p = Self(repeating: 1.383_684_6e-3)
    p = Self(repeating: 8.374_816e-3).addingProduct(p, r)
    p = Self(repeating: 4.166_822_6e-2).addingProduct(p, r)
    p = Self(repeating: 0.166_664_2).addingProduct(p, r)
    p = Self(repeating: 0.499_999_92).addingProduct(p, r)
    p = Self(repeating: 1).addingProduct(p, r)
    p = Self(repeating: 1).addingProduct(p, r)
    let exponent = unsafeBitCast(shifted, to: SIMD16<Int32>.self) &<< 23
    return unsafeBitCast(unsafeBitCast(p, to: SIMD16<Int32>.self) &+ exponent, to: Self.self)
  }

  /// The hyperbolic tangent: an odd minimax polynomial below 0.625, 1 − 2/(e²ˣ + 1) above.
  @inline(__always)
  package func hyperbolicTangent() -> Self {
    let magnitude = replacing(with: -self, where: self .< 0)
    let t = self * self
    var p = Self(repeating: -5.704_987e-3)
    p = Self(repeating: 2.063_908_8e-2).addingProduct(p, t)
    p = Self(repeating: -5.373_971_5e-2).addingProduct(p, t)
    p = Self(repeating: 0.133_314_42).addingProduct(p, t)
    p = Self(repeating: -0.333_332_82).addingProduct(p, t)
    let small = addingProduct(self * t, p)
    let limited = magnitude.limited(from: 0, to: 10)
    let large = 1 - 2 / ((limited + limited).exponential() + 1)
    let signed = large.replacing(with: -large, where: self .< 0)
    return small.replacing(with: signed, where: magnitude .> 0.625)
  }

  @inline(__always)
  package func keeping(wherePositive condition: Self) -> Self {
    replacing(with: 0, where: condition .<= 0)
  }

  @inline(__always)
  package func smaller(_ other: Self) -> Self { replacing(with: other, where: other .< self) }

  @inline(__always)
  private func limited(from lower: Scalar, to upper: Scalar) -> Self {
    let raised = replacing(with: Self(repeating: lower), where: self .< Self(repeating: lower))
    return raised.replacing(with: Self(repeating: upper), where: raised .> Self(repeating: upper))
  }
}
