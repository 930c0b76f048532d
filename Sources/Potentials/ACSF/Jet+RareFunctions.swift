internal import Foundation

/// Functions that are too rare to be worth a vector form.
extension Jet {
  /// The angle in radians whose cosine this is.
  ///
  /// Its derivatives are infinite at 0 and π; the cosine is kept 10⁻¹² (Float32: 10⁻⁶) away from ±1.
  @inline(__always)
  package func arccosine() -> Self {
    let cosine = real.lanewise(Self.keptOffOne)
    let angle = cosine.lanewise(acos)
    let square = L(repeating: 1) - cosine * cosine
    let slope = -(L(repeating: 1) / square.squareRoot())
    return mapped(angle, slope, cosine * slope / square)
  }

  /// The slope −1/√(1 − c²) of `arccosine`.
  @inline(__always)
  package func arccosineSlope() -> Self {
    let c = real.lanewise(Self.keptOffOne)
    let square = L(repeating: 1) - c * c
    let f = -(L(repeating: 1) / square.squareRoot())
    let f1 = c * f / square
    return mapped(f, f1, (f + L(repeating: 3) * c * f1) / square)
  }

  /// The power of a number that is not negative; its first two derivatives are taken as zero at zero.
  @inline(__always)
  package func realPower(_ exponent: Double) -> Self {
    func power(_ exponent: Double) -> L { real.lanewise { $0 > 0 ? pow($0, exponent) : 0 } }
    return mapped(
      power(exponent), L(repeating: L.Scalar(exponent)) * power(exponent - 1),
      L(repeating: L.Scalar(exponent * (exponent - 1))) * power(exponent - 2))
  }

  private static func keptOffOne(_ cosine: Double) -> Double {
    let limit = L.Scalar.significandBitCount > 40 ? 1 - 1e-12 : 1 - 1e-6
    return min(max(cosine, -limit), limit)
  }
}
