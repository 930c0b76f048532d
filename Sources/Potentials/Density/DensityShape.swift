/// The sizes that the sweeps loop over, with the padding that the register tiles want.
package struct DensityShape: Sendable {
  /// The number of elements.
  package let elements: Int
  /// Chebyshev polynomials behind each radial function.
  package let basis: Int
  /// Radial functions, rounded up to even.
  package let radial: Int
  /// Radial functions with l ≥ 1.
  package let angular: Int
  /// `angular` rounded up to even.
  package let angularStride: Int
  /// Spherical harmonics with l ≥ 1.
  package let harmonics: Int
  /// `harmonics` rounded up to a multiple of four.
  package let harmonicStride: Int
  /// Features of an atom.
  package let features: Int

  package init(_ potential: DensityPotential) {
    let hyperparameters = potential.hyperparameters
    elements = potential.elements.count
    basis = hyperparameters.radialBasisSize
    radial = (hyperparameters.radialChannels + 1) / 2 * 2
    angular = hyperparameters.angularChannels
    angularStride = (angular + 1) / 2 * 2
    let degree = hyperparameters.maximumDegree
    harmonics = (degree + 1) * (degree + 1) - 1
    harmonicStride = (harmonics + 3) / 4 * 4
    features = potential.catalog.featureCount
  }
}
