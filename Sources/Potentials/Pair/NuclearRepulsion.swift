package import Atomistics
internal import Foundation

/// The repulsion of two nuclei at short distance: Ziegler, Biersack and Littmark's screened Coulomb energy
/// ("The Stopping and Range of Ions in Matter", 1985), switched off smoothly.
///
/// E(r) = k Z₁ Z₂ / r · φ(r/a) · S(r), with S going from 1 at half the outer radius to 0 at the outer radius
/// with three continuous derivatives: S = u⁴ (35 − 84u + 70u² − 20u³), u = (r_o − r)/(r_o/2).
package struct NuclearRepulsion: Sendable {
  /// The elementary charge squared over 4πε₀ in eV Å (CODATA 2018).
  static let coulomb = 14.399_645_478_425_668

  /// Weights and exponents of φ(x) = Σ w exp(−b x).
  static let screening: [(weight: Double, exponent: Double)] = [
    (0.18175, 3.19980), (0.50986, 0.94229), (0.28022, 0.40290), (0.02817, 0.20162),
  ]

  /// k Z₁ Z₂ in eV Å.
  package let strength: Double
  /// 1/a in 1/Å, a = 0.46850 Å/(Z₁^0.23 + Z₂^0.23).
  package let inverseLength: Double
  /// The outer radius in Å.
  package let outerRadius: Double

  package init(_ first: Element, _ second: Element, outerRadius: Double) {
    let (a, b) = (Double(first.atomicNumber), Double(second.atomicNumber))
    strength = NuclearRepulsion.coulomb * a * b
    inverseLength = (pow(a, 0.23) + pow(b, 0.23)) / 0.46850
    self.outerRadius = outerRadius
  }

  /// The energy of a pair and its derivative with respect to the distance, for any jet.
  @inline(__always)
  package func evaluate<J: Jet>(distance r: J, inverse: J) -> (energy: J, slope: J) {
    var screening = J.zero
    var screeningSlope = J.zero
    for (weight, exponent) in NuclearRepulsion.screening {
      let rate = -exponent * inverseLength
      let term = J.Scalar(weight) * (J.Scalar(rate) * r).exponential()
      screening += term
      screeningSlope.add(J.Scalar(rate), times: term)
    }
    let one = J(constant: 1)
    let reciprocalWidth = J.Scalar(2 / outerRadius)
    let raw = one - reciprocalWidth * (r - J(constant: J.Scalar(outerRadius / 2)))
    let below = raw.keeping(wherePositive: raw.real)
    let rest = (one - below).keeping(wherePositive: (one - below).real)
    let u = one - rest
    let square = u * u
    let quartic = square * square
    let polynomial = J(constant: 35) - u * (J(constant: 84) - u * (J(constant: 70) - J.Scalar(20) * u))
    let switching = quartic * polynomial
    let product = u * rest
    let switchingSlope = (-140 * reciprocalWidth) * (product * product * product)
    let bare = J.Scalar(strength) * inverse
    let energy = bare * screening * switching
    let slope =
      bare * (screeningSlope * switching + screening * switchingSlope)
      - inverse * energy
    return (energy, slope)
  }
}
