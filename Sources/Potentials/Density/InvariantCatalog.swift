/// Which invariants a density potential computes, and where they stand among its features.
///
/// Features are A_n00 (two-body), then Σ_m A_nlm A_n'lm for l ≥ 1 and n ≤ n' (three-body), then
/// (1/4π) ∫ ρ_(n1 l1) ρ_(n2 l2) ρ_(n3 l3) dΩ with ρ_nl(Ω) = Σ_m A_nlm Y_lm(Ω) (four-body), for
/// l1 ≤ l2 ≤ l3 ≥ 1 with an even sum and every distinct choice of radial functions.
package struct InvariantCatalog: Sendable {
  /// Products of two channels coupled to a third: Σ_m3 (Σ_m1m2 G A_n1l1m1 A_n2l2m2) A_n3l3m3.
  package struct Coupling: Sendable {
    package var degrees: (Int, Int, Int)
    package var terms: [GauntCoefficients.Term]
    package var pairs: [ChannelPair]
  }

  /// The first two radial functions of some four-body invariants, and which third ones go with them.
  package struct ChannelPair: Sendable {
    package var first: Int
    package var second: Int
    package var thirds: Range<Int>
    package var firstFeature: Int
  }

  package let radialChannels: Int
  package let angularChannels: Int
  package let degree: Int
  package let couplings: [Coupling]

  /// The number of features of an atom.
  package let featureCount: Int

  /// The first three-body feature.
  package var powerStart: Int { radialChannels }

  /// Lists the invariants for given hyperparameters.
  package init(_ hyperparameters: DensityHyperparameters) {
    radialChannels = hyperparameters.radialChannels
    angularChannels = hyperparameters.angularChannels
    degree = hyperparameters.maximumDegree
    let pairCount = angularChannels * (angularChannels + 1) / 2
    var next = radialChannels + degree * pairCount
    var couplings: [Coupling] = []
    let channels = hyperparameters.tripleChannels
    let limit = hyperparameters.tripleDegree
    for l1 in stride(from: 1, through: limit, by: 1) {
      for l2 in stride(from: l1, through: limit, by: 1) {
        for l3 in stride(from: l2, through: min(limit, l1 + l2), by: 1)
        where (l1 + l2 + l3) % 2 == 0 {
          var pairs: [ChannelPair] = []
          for n1 in 0..<channels {
            for n2 in (l1 == l2 ? n1 : 0)..<channels {
              let thirds = (l2 == l3 ? n2 : 0)..<channels
              pairs.append(
                ChannelPair(first: n1, second: n2, thirds: thirds, firstFeature: next))
              next += thirds.count
            }
          }
          couplings.append(
            Coupling(
              degrees: (l1, l2, l3), terms: GauntCoefficients.terms(l1, l2, l3), pairs: pairs))
        }
      }
    }
    self.couplings = couplings
    featureCount = next
  }
}
