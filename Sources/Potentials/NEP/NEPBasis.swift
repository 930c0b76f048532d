/// The Chebyshev functions of the neuroevolution potential, as functions of the depth w = 1 − r/r_c.
///
/// f_k = ½ (T_k(x) + 1) f_c with x = 2w² − 1. Everything is zero beyond the cutoff, where w is held at zero.
struct NEPBasis<J: Jet> {
  /// What the reverse sweep needs of the forward sweep.
  struct Point: BitwiseCopyable {
    /// The depth w.
    var depth: J
    /// The cutoff function f_c.
    var cutoff: J
    /// The derivative of f_c with respect to w.
    var slope: J

    /// The point beyond the cutoff.
    static var outside: Point { Point(depth: .zero, cutoff: .zero, slope: .zero) }
  }

  /// The point at a distance in units of the cutoff.
  @inline(__always)
  static func point(_ fraction: J) -> Point {
    let raw = J(constant: 1) - fraction
    let depth = raw.keeping(wherePositive: raw.real)
    let (cutoff, slope) = HalfCosine.evaluate(depth)
    return Point(depth: depth, cutoff: cutoff, slope: slope)
  }

  /// Computes f_k for k < count.
  @inline(__always)
  static func evaluate(_ point: Point, count: Int, into output: UnsafeMutablePointer<J>) {
    output[0] = point.cutoff
    guard count > 1 else { return }
    let square = point.depth * point.depth
    let x = square + square - J(constant: 1)
    let twice = x + x
    // The recurrence of T_k holds for the halves of T_k f_c as well.
    let half = J.Scalar(0.5) * point.cutoff
    var previous = half
    var current = x * half
    output[1] = current + half
    for k in 2..<max(count, 2) {
      (previous, current) = (current, twice * current - previous)
      output[k] = current + half
    }
  }

  /// Adds T_k f_c, k < count, to sums.
  @inline(__always)
  static func accumulate(_ point: Point, count: Int, to sums: UnsafeMutablePointer<J>) {
    sums[0] += point.cutoff
    guard count > 1 else { return }
    let square = point.depth * point.depth
    let x = square + square - J(constant: 1)
    let twice = x + x
    var previous = point.cutoff
    var current = x * point.cutoff
    sums[1] += current
    for k in 2..<max(count, 2) {
      (previous, current) = (current, twice * current - previous)
      sums[k] += current
    }
  }

  /// Turns sums of T_k f_c into sums of f_k.
  @inline(__always)
  static func complete(_ sums: UnsafeMutablePointer<J>, count: Int) {
    let first = sums[0]
    for k in 1..<max(count, 1) { sums[k] = J.Scalar(0.5) * (sums[k] + first) }
  }

  /// Turns adjoints of f_k into the Chebyshev series of their sum over f_c, and of its derivative.
  @inline(__always)
  static func series(
    _ adjoint: UnsafeMutablePointer<J>, count: Int, derivative: UnsafeMutablePointer<J>
  ) {
    for k in 1..<max(count, 1) {
      adjoint[k] = J.Scalar(0.5) * adjoint[k]
      adjoint[0] += adjoint[k]
    }
    // d_(k−1) = d_(k+1) + 2k a_k, with d_0 halved.
    derivative[count - 1] = .zero
    for k in stride(from: count - 1, to: 0, by: -1) {
      var value = k + 1 < count ? derivative[k + 1] : .zero
      value.add(J.Scalar(2 * k), times: adjoint[k])
      derivative[k - 1] = k == 1 ? J.Scalar(0.5) * value : value
    }
  }

  /// The derivative with respect to w of f_c Σ a_k T_k, from the series a and that of its derivative.
  @inline(__always)
  static func slope(
    _ point: Point, series: UnsafePointer<J>, derivative: UnsafePointer<J>, count: Int
  ) -> J {
    let square = point.depth * point.depth
    let x = square + square - J(constant: 1)
    let twice = x + x
    var previous = J(constant: 1)
    var current = x
    var value = series[0]
    var rise = derivative[0]
    for k in 1..<max(count, 1) {
      value.add(series[k], times: current)
      rise.add(derivative[k], times: current)
      (previous, current) = (current, twice * current - previous)
    }
    return point.slope * value + J.Scalar(4) * (point.cutoff * point.depth * rise)
  }

  /// The derivative with respect to w of Σ adjoint_k f_k.
  @inline(__always)
  static func reverse(_ point: Point, adjoint: UnsafePointer<J>, count: Int) -> J {
    let square = point.depth * point.depth
    let x = square + square - J(constant: 1)
    let twice = x + x
    // Σ a_k (T_k + 1) and Σ a_k T'_k = Σ a_k k U_(k−1), both by upward recurrence.
    var previousT = J(constant: 1)
    var currentT = x
    var previousU = J.zero
    var currentU = J(constant: 1)
    var value = adjoint[0] + adjoint[0]
    var rise = J.zero
    for k in 1..<max(count, 1) {
      value += adjoint[k]
      value.add(currentT, times: adjoint[k])
      rise.add(J.Scalar(k), times: currentU * adjoint[k])
      (previousT, currentT) = (currentT, twice * currentT - previousT)
      (previousU, currentU) = (currentU, twice * currentU - previousU)
    }
    return J.Scalar(0.5) * (point.slope * value) + J.Scalar(2) * (point.cutoff * point.depth * rise)
  }
}
