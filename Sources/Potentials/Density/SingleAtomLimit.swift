/// How the energy of an atom that loses its last neighbors goes over to that of a single atom.
///
/// A network knows nothing of atoms with fewer neighbors than in its data. What it gives a single atom is canceled by
/// E = D (1 − ρ/ρ₀)⁴ for ρ < ρ₀, where ρ = Σ_j f_c(r_j) counts neighbors. Three derivatives are continuous; where
/// ρ ≥ ρ₀, as for every atom of the training data, nothing is added.
public struct SingleAtomLimit: Sendable, Hashable {
  /// D in eV: what a single atom gets.
  public var energy: Double
  /// ρ₀, the count of neighbors below which the term acts; 0 where it never does.
  public var neighbors: Double

  public init(energy: Double = 0, neighbors: Double = 0) {
    self.energy = energy
    self.neighbors = neighbors
  }

  /// Whether it ever acts.
  var acts: Bool { neighbors > 0 && energy != 0 }

  /// The energy and its derivative with respect to ρ, for any jet.
  @inline(__always)
  func evaluate<J: Jet>(_ count: J) -> (energy: J, slope: J) {
    let depth = J(constant: 1) - J.Scalar(1 / neighbors) * count
    let inside = depth.keeping(wherePositive: depth.real)
    let square = inside * inside
    return (J.Scalar(energy) * (square * square), J.Scalar(-4 * energy / neighbors) * (square * inside))
  }
}
