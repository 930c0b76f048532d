/// The units of a set of n2p2 files, which the files themselves do not state.
public struct N2P2Units: Sendable, Hashable {
  /// The unit of length in Å.
  public var length: Double

  /// The unit of energy in eV.
  public var energy: Double

  /// The words for them, as in the comment that this program writes.
  public var name: String

  /// Bohr and Hartree (CODATA 2022, doi:10.1103/RevModPhys.97.025002), what n2p2's own potentials and CP2K use.
  public static let atomic = N2P2Units(
    length: 0.529177210544, energy: 27.211386245981, name: "bohr hartree")

  /// Å and eV, the units of this package.
  public static let electronvolt = N2P2Units(length: 1, energy: 1, name: "angstrom eV")

  /// All that are known.
  public static let all = [atomic, electronvolt]
}
