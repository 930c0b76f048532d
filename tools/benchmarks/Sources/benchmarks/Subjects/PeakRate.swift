internal import CVectors

/// The peak rate of fused multiply-adds of one processor, from vectors that never leave the registers.
///
/// Sixteen independent chains of `a ← a b + c` cover latency (4 cycles) times issue width (2 a cycle) twice over
/// and fit into the 32 registers of AVX-512. Where a vector takes several registers (AVX2, arm64) some chains
/// spill, and the figure is a lower bound.
enum PeakRate {
  private static let steps = 20_000
  private static let chains = 16

  /// Runs chains of Float32 numbers.
  static func single() -> Subject {
    let count = Double(steps * chains * SIMD16<Float>.scalarCount)
    return Subject("FMA peak, Float32", atoms: 0, multiplyAdds: count) {
      let sum = run(SIMD16<Float>(repeating: 0.999), SIMD16<Float>(repeating: 0.001), steps: steps).sum()
      try check(Double(sum), numbers: chains * SIMD16<Float>.scalarCount)
    }
  }

  /// Runs chains of Float64 numbers.
  static func double() -> Subject {
    let count = Double(steps * chains * SIMD8<Double>.scalarCount)
    return Subject("FMA peak, Float64", atoms: 0, multiplyAdds: count) {
      let sum = run(SIMD8<Double>(repeating: 0.999), SIMD8<Double>(repeating: 0.001), steps: steps).sum()
      try check(sum, numbers: chains * SIMD8<Double>.scalarCount)
    }
  }

  /// Starts with different numbers, so that no two chains are the same computation.
  private static func run<V: FusedVector>(_ b: V, _ c: V, steps: Int) -> V {
    var a0 = c, a1 = a0 + c, a2 = a1 + c, a3 = a2 + c, a4 = a3 + c, a5 = a4 + c, a6 = a5 + c, a7 = a6 + c
    var a8 = a7 + c, a9 = a8 + c, a10 = a9 + c, a11 = a10 + c, a12 = a11 + c, a13 = a12 + c
    var a14 = a13 + c, a15 = a14 + c
    for _ in 0..<steps {
      a0 = V.fused(a0, b, c)
      a1 = V.fused(a1, b, c)
      a2 = V.fused(a2, b, c)
      a3 = V.fused(a3, b, c)
      a4 = V.fused(a4, b, c)
      a5 = V.fused(a5, b, c)
      a6 = V.fused(a6, b, c)
      a7 = V.fused(a7, b, c)
      a8 = V.fused(a8, b, c)
      a9 = V.fused(a9, b, c)
      a10 = V.fused(a10, b, c)
      a11 = V.fused(a11, b, c)
      a12 = V.fused(a12, b, c)
      a13 = V.fused(a13, b, c)
      a14 = V.fused(a14, b, c)
      a15 = V.fused(a15, b, c)
    }
    let first = ((a0 + a1) + (a2 + a3)) + ((a4 + a5) + (a6 + a7))
    return first + (((a8 + a9) + (a10 + a11)) + ((a12 + a13) + (a14 + a15)))
  }

  /// Every number tends to c/(1 − b) = 1; looking at the sum keeps the optimizer from dropping the chains.
  private static func check(_ sum: Double, numbers: Int) throws {
    let difference = abs(sum / Double(numbers) - 1)
    guard difference < 1e-3 else {
      throw BenchmarkError.disagreement(
        what: "chains of multiply-adds and their limit", difference: difference, tolerance: 1e-3)
    }
  }
}

/// Vectors whose multiply-add is known to be one operation.
private protocol FusedVector {
  static func + (a: Self, b: Self) -> Self
  /// a b + c.
  static func fused(_ a: Self, _ b: Self, _ c: Self) -> Self
}

extension SIMD16<Float>: FusedVector {
  @inline(__always)
  static func fused(_ a: Self, _ b: Self, _ c: Self) -> Self { cvectors_fma_float16(a, b, c) }
}

extension SIMD8<Double>: FusedVector {
  @inline(__always)
  static func fused(_ a: Self, _ b: Self, _ c: Self) -> Self { cvectors_fma_double8(a, b, c) }
}
