/// The families of potentials that can be fitted and stored.
public enum PotentialFamily: String, Sendable, CaseIterable, Codable {
  /// The native family.
  case density
  /// Neuroevolution potentials, which `nep.txt` files hold.
  case nep
  /// Symmetry functions and networks, which sets of n2p2 files hold.
  case acsf
}
