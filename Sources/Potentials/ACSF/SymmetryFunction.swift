public import Atomistics

/// An atom-centered symmetry function: a sum over the neighbors, or the pairs of neighbors, of an atom.
///
/// With R the radial function and A the angular one, G = Σ_j R(r_ij) over neighbors, or
/// G = Σ_{j<k} A(θ_jik) R(r_ij) R(r_ik), times R(r_jk) where `includesOpposite`, over pairs; without `neighbors`
/// every term is weighted by Z_j, or Z_j Z_k (J. Behler 2011, doi:10.1063/1.3553717; weighted ones: M. Gastegger et
/// al. 2018, doi:10.1063/1.5019667; compact ones: M. P. Bircher et al. 2021, doi:10.1088/2632-2153/abf817).
public struct SymmetryFunction: Sendable, Hashable {
  /// A function of a distance r.
  public enum Radial: Sendable, Hashable, BitwiseCopyable {
    /// exp(−η (r − r_s)²) f_c(r), η in 1/Å², r_s in Å.
    case gaussian(width: Double, center: Double)
    /// C(r; l, r_c), l in Å, which may be negative.
    case compact(inner: Double, CompactShape)
  }

  /// A function of the angle θ between two neighbors.
  public enum Angular: Sendable, Hashable, BitwiseCopyable {
    /// 2^(1−ζ) (1 + λ cos θ)^ζ.
    case power(sign: Double, exponent: Double)
    /// C(θ; l, r), in degrees.
    case compact(left: Double, right: Double, CompactShape)
  }

  /// The elements of the neighbor or the two neighbors, by atomic number; none where all take part by weight.
  public var neighbors: [Element]

  /// The cutoff radius r_c in Å.
  public var cutoff: Double

  /// The radial function.
  public var radial: Radial

  /// The angular function of a sum over pairs of neighbors.
  public var angular: Angular?

  /// Whether terms of pairs have the factor R(r_jk).
  public var includesOpposite: Bool

  /// Creates a sum over neighbors of one element, or the weighted one over all.
  public init(radial: Radial, cutoff: Double, of neighbor: Element?) {
    neighbors = neighbor.map { [$0] } ?? []
    self.cutoff = cutoff
    self.radial = radial
    angular = nil
    includesOpposite = false
  }

  /// Creates a sum over pairs of neighbors of two elements, or the weighted one over all pairs.
  public init(
    radial: Radial, angular: Angular, cutoff: Double, includesOpposite: Bool, of pair: (Element, Element)?
  ) {
    neighbors = pair.map { [$0.0, $0.1] }?.sorted { $0.atomicNumber < $1.atomicNumber } ?? []
    self.cutoff = cutoff
    self.radial = radial
    self.angular = angular
    self.includesOpposite = includesOpposite
  }

  /// Whether terms are weighted by atomic numbers.
  public var isWeighted: Bool { neighbors.isEmpty }

  /// The number of the type in n2p2; `nil` for combinations that n2p2 does not have: Gaussian with compact
  /// functions, and the weighted Gaussian without r_jk.
  public var type: Int? {
    switch (radial, angular) {
    case (.gaussian, nil): isWeighted ? 12 : 2
    case (.gaussian, .power): includesOpposite ? (isWeighted ? 13 : 3) : (isWeighted ? nil : 9)
    case (.compact, nil): isWeighted ? 23 : 20
    case (.compact, .compact): (isWeighted ? 24 : 21) + (includesOpposite ? 0 : 1)
    case (.gaussian, .compact), (.compact, .power): nil
    }
  }
}
