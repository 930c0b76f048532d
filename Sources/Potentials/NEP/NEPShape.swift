/// The sizes that the sweeps loop over.
struct NEPShape: Sendable {
  /// The number of elements.
  let elements: Int
  /// Chebyshev functions behind each radial function.
  let radialBasis: Int
  /// Radial functions of the two-body invariants.
  let radial: Int
  /// Chebyshev functions behind each radial function of the angular part.
  let angularBasis: Int
  /// Radial functions of the angular part.
  let angular: Int
  /// Spherical harmonics with l ≥ 1.
  let harmonics: Int
  /// Features of an atom.
  let features: Int
  /// Neurons of the hidden layer.
  let neurons: Int

  init(_ potential: NEPPotential) {
    let h = potential.hyperparameters
    elements = potential.elements.count
    radialBasis = h.radialBasisSize
    radial = h.radialChannels
    angularBasis = h.angularBasisSize
    angular = h.angularChannels
    harmonics = (h.maximumDegree + 1) * (h.maximumDegree + 1) - 1
    features = h.featureCount
    neurons = h.neurons
  }
}
