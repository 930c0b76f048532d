/// The Sobolev loss of one structure: weighted squared errors of its energy, forces, virial and Hessian.
///
/// L = w_E ρ(ΔE/N) + w_F Σ ρ(ΔF)/3N + w_V Σ ρ(ΔW/N)/9 + w_H ⟨Σ ρ(ΔH u)⟩/3N with the mean over probes u,
/// ρ(e) = e² up to the threshold of the term and linear beyond (Huber 1964, doi:10.1214/aoms/1177703732).
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

  private var terms: [Term]

  /// Creates a loss with one term for each of `LossTerm.allCases`.
  package init(_ term: (LossTerm) -> Term) { terms = LossTerm.allCases.map(term) }

  package subscript(term: LossTerm) -> Term {
    get { terms[term.rawValue] }
    set { terms[term.rawValue] = newValue }
  }

  /// The loss with all other weights zero.
  package func only(_ kept: [LossTerm]) -> SobolevLoss {
    SobolevLoss { kept.contains($0) ? self[$0] : Term(weight: 0) }
  }
}
