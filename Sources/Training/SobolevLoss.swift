/// The Sobolev loss of one structure: weighted squared errors of its energy, forces and virial.
///
/// L = w_E ρ(ΔE/N) + w_F Σ ρ(ΔF)/3N + w_V Σ ρ(ΔW/N)/9, with ρ(e) = e² up to the threshold of the term and
/// linear beyond (Huber 1964, doi:10.1214/aoms/1177703732).
package struct SobolevLoss: Sendable, Hashable {
  /// The weight of a term and where its square turns linear.
  package struct Term: Sendable, Hashable {
    package var weight: Double
    package var threshold: Double

    package init(weight: Double, threshold: Double = .infinity) {
      self.weight = weight
      self.threshold = threshold
    }

    /// The loss of one error and its derivative.
    @inline(__always)
    package func evaluate(_ error: Double, share: Double) -> (value: Double, slope: Double) {
      let factor = weight * share
      let magnitude = abs(error)
      if magnitude <= threshold { return (factor * error * error, 2 * factor * error) }
      let slope = 2 * factor * threshold
      return (slope * (magnitude - threshold / 2), error > 0 ? slope : -slope)
    }
  }

  var energy: Term
  var force: Term
  var virial: Term
}
