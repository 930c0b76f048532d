internal import Foundation

/// The values and slopes of some angular functions of cos θ, for any jet.
struct AngularSweep<J: Jet> {
  private let functions: ConstantTable<SymmetryFunction.Angular>
  /// 2^(1−ζ) of powers.
  private let scales: ConstantTable<J.Scalar>

  init(_ functions: [SymmetryFunction.Angular]) {
    self.functions = ConstantTable(functions)
    scales = ConstantTable(
      functions.map { function in
        guard case .power(_, let exponent) = function else { return 1 }
        return J.Scalar(exp2(1 - exponent))
      })
  }

  /// Writes A and ∂A/∂cos θ of every function.
  func evaluate(
    cosine: J, values: UnsafeMutablePointer<J>, slopes: UnsafeMutablePointer<J>
  ) {
    let (functions, scales) = (functions.base, scales.base)
    for index in 0..<self.functions.count {
      switch functions[index] {
      case .power(let sign, let exponent):
        power(cosine, J.Scalar(sign), exponent, scales[index], values + index, slopes + index)
      case .compact(let left, let right, let shape):
        let degree = Double.pi / 180
        let angle = cosine.arccosine()
        let (value, slope) = shape.evaluate(
          angle, from: J.Scalar(left * degree), to: J.Scalar(right * degree), asymmetric: false)
        values[index] = value
        // ∂θ/∂cos θ = −1/sin θ, by the jet of the angle itself: sin² θ = 1 − cos² θ, kept off zero like the angle.
        slopes[index] = slope * cosine.arccosineSlope()
      }
    }
  }

  /// 2^(1−ζ) (1 + λ cos θ)^ζ; nothing where rounding makes the base negative.
  @inline(__always)
  private func power(
    _ cosine: J, _ sign: J.Scalar, _ exponent: Double, _ scale: J.Scalar,
    _ value: UnsafeMutablePointer<J>, _ slope: UnsafeMutablePointer<J>
  ) {
    let sum = J(constant: 1) + sign * cosine
    let base = sum.keeping(wherePositive: sum.real)
    var lower: J
    if exponent == exponent.rounded(), exponent <= 1024 {
      lower = J(constant: scale)
      var factor = base
      var remaining = Int(exponent) &- 1
      while remaining > 0 {
        if remaining & 1 == 1 { lower = lower * factor }
        remaining >>= 1
        if remaining > 0 { factor = factor * factor }
      }
    } else {
      lower = scale * base.realPower(exponent - 1)
    }
    lower = lower.keeping(wherePositive: sum.real)
    value.pointee = lower * base
    slope.pointee = (sign * J.Scalar(exponent)) * lower
  }
}
