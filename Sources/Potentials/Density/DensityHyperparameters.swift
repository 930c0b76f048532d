/// The fixed choices of a density potential; everything else is learned.
///
/// The neighbor density of atom i is expanded as A_nlm = Σ_j g_n(r_ij) Y_lm(r̂_ij) with
/// g_n(r) = Σ_k c_nk T_k(x(r)) f_c(r), where c depends on the elements of i and j,
/// x(r) maps 1/(1 + r²/s²) linearly to [−1, 1] between the cutoff and 0, and f_c is the cutoff function, by default
/// (1 − r²/r_c²)⁴.
public struct DensityHyperparameters: Sendable, Hashable, Codable {
  /// The cutoff radius r_c in Å.
  public var cutoff: Double

  /// The length s in Å below which the radial functions resolve finely; about the shortest bond.
  public var radialScale: Double

  /// The number of Chebyshev polynomials T_k behind every radial function.
  public var radialBasisSize: Int

  /// The number of radial functions for l = 0.
  public var radialChannels: Int

  /// The number of radial functions for l ≥ 1, at most `radialChannels`.
  public var angularChannels: Int

  /// The largest l of the three-body invariants Σ_m A_nlm A_n'lm.
  public var maximumDegree: Int

  /// The largest l of the four-body invariants; 0 leaves them out.
  public var tripleDegree: Int

  /// The number of radial functions that the four-body invariants use, at most `angularChannels`.
  public var tripleChannels: Int

  /// The widths of the hidden layers of each element's network.
  public var hiddenLayers: [Int]

  /// The factor that takes the radial functions to zero at the cutoff.
  public var cutoffFunction = DensityCutoff.quartic

  /// What the neurons of hidden layers apply.
  public var activation = NetworkActivation.hyperbolicTangent

  /// Whether every neuron has a slope s of its own, φ(s (W a + b)), that is trained.
  public var slopes = NeuronSlopes.fixed

  /// Creates hyperparameters; the defaults are those of a medium potential.
  public init(
    cutoff: Double = 5, radialScale: Double = 1.5, radialBasisSize: Int = 10,
    radialChannels: Int = 10, angularChannels: Int = 6, maximumDegree: Int = 4,
    tripleDegree: Int = 2, tripleChannels: Int = 4, hiddenLayers: [Int] = [32, 32]
  ) {
    self.cutoff = cutoff
    self.radialScale = radialScale
    self.radialBasisSize = radialBasisSize
    self.radialChannels = radialChannels
    self.angularChannels = angularChannels
    self.maximumDegree = maximumDegree
    self.tripleDegree = tripleDegree
    self.tripleChannels = tripleChannels
    self.hiddenLayers = hiddenLayers
  }
}
