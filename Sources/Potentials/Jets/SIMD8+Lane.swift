internal import CLanes

/// Eight Float64 numbers: one AVX-512 register, the lane of Hessians, relaxation and checks.
extension SIMD8: Lane where Scalar == Double {
  package static var width: Int { 8 }

  @inline(__always)
  package static func + (a: Self, b: Self) -> Self { clanes_add_double8(a, b) }

  @inline(__always)
  package static func - (a: Self, b: Self) -> Self { clanes_subtract_double8(a, b) }

  @inline(__always)
  package static func * (a: Self, b: Self) -> Self { clanes_multiply_double8(a, b) }

  @inline(__always)
  package static func / (a: Self, b: Self) -> Self { clanes_divide_double8(a, b) }

  @inline(__always)
  package static prefix func - (a: Self) -> Self { clanes_negate_double8(a) }

  @inline(__always)
  package func addingProduct(_ a: Self, _ b: Self) -> Self { clanes_fma_double8(a, b, self) }

  @inline(__always)
  package func squareRoot() -> Self { clanes_square_root_double8(self) }

  /// The exponential by reduction to |r| ≤ ln 2/2 and a minimax polynomial of degree 12
  /// (relative error 4e-20 before rounding); limited to arguments from −708 to 709.
  @inline(__always)
  package func exponential() -> Self {
    let x = limited(from: -708, to: 709)
    // Adding 1.5 · 2⁵² rounds to the nearest integer, which then stands in the low bits.
    let magic = Self(repeating: 6_755_399_441_055_744)
    let shifted = magic.addingProduct(x, Self(repeating: 1.442_695_040_888_963_4))
    let n = shifted - magic
    let r = x.addingProduct(n, Self(repeating: -0.693_147_175_014_019))
      .addingProduct(n, Self(repeating: -5.545_926_296_966_060_25e-9))
    var p = Self(repeating: 2.083_202_447_697_145_1e-9)
    p = Self(repeating: 2.511_460_141_898_742_7e-8).addingProduct(p, r)
    p = Self(repeating: 2.755_757_409_096_307_2e-7).addingProduct(p, r)
    p = Self(repeating: 2.755_722_584_324_186_4e-6).addingProduct(p, r)
    p = Self(repeating: 2.480_158_689_156_010e-5).addingProduct(p, r)
    p = Self(repeating: 1.984_126_990_815_540_1e-4).addingProduct(p, r)
    p = Self(repeating: 1.388_888_888_914_184_1e-3).addingProduct(p, r)
    p = Self(repeating: 8.333_333_333_310_084_2e-3).addingProduct(p, r)
    p = Self(repeating: 4.166_666_666_666_593_5e-2).addingProduct(p, r)
    p = Self(repeating: 0.166_666_666_666_667_01).addingProduct(p, r)
    p = Self(repeating: 0.5).addingProduct(p, r)
    p = Self(repeating: 1).addingProduct(p, r)
    p = Self(repeating: 1).addingProduct(p, r)
    let exponent = unsafeBitCast(shifted, to: SIMD8<Int64>.self) &<< 52
    return unsafeBitCast(unsafeBitCast(p, to: SIMD8<Int64>.self) &+ exponent, to: Self.self)
  }

  /// The hyperbolic tangent: an odd minimax polynomial below 0.625, 1 − 2/(e²ˣ + 1) above.
  @inline(__always)
  package func hyperbolicTangent() -> Self {
    let magnitude = replacing(with: -self, where: self .< 0)
    let t = self * self
    var p = Self(repeating: -1.607_256_909_201_618_2e-5)
    p = Self(repeating: 7.714_436_564_802_503_8e-5).addingProduct(p, t)
    p = Self(repeating: -2.285_642_105_548_229_2e-4).addingProduct(p, t)
    p = Self(repeating: 5.863_165_402_433_331_8e-4).addingProduct(p, t)
    p = Self(repeating: -1.454_958_878_025_113_8e-3).addingProduct(p, t)
    p = Self(repeating: 3.591_989_173_837_658_8e-3).addingProduct(p, t)
    p = Self(repeating: -8.863_221_002_635_527_3e-3).addingProduct(p, t)
    p = Self(repeating: 2.186_948_757_609_515_6e-2).addingProduct(p, t)
    p = Self(repeating: -5.396_825_393_126_773_4e-2).addingProduct(p, t)
    p = Self(repeating: 0.133_333_333_332_620_91).addingProduct(p, t)
    p = Self(repeating: -0.333_333_333_333_328_55).addingProduct(p, t)
    let small = addingProduct(self * t, p)
    let limited = magnitude.limited(from: 0, to: 20)
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
