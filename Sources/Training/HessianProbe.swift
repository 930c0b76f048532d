/// How the directions u are drawn along which a fit compares Hessians.
///
/// A probe compares H u with its label: 3N numbers for the price of two evaluations, however large the
/// molecule is. Drawn anew at every step with ⟨u uᵀ⟩ = 1 they lead to the same minimum as the whole Hessian,
/// ⟨|ΔH u|²⟩ = ‖ΔH‖² (M. F. Hutchinson 1989, doi:10.1080/03610918908812806).
public enum HessianProbe: String, Sendable, Hashable, Codable, CaseIterable {
  /// Every component is +1 or −1: the smallest variance of all with independent components.
  case rademacher
  /// Every component is normal with variance 1.
  case gaussian
  /// One labeled coordinate, scaled by the root of their number: a column of the Hessian.
  case coordinate
  /// One normal mode of the labeled Hessian, every mode equally often.
  case mode
  /// Along the direction that the labels give, else along the labeled force, as the tangent of a minimum-energy path
  /// is.
  case tangential
  /// Rademacher without its part along that direction.
  case normal
  /// Every labeled column, one after another: the whole Hessian.
  case columns
}
