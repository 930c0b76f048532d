/// The program that a set of files is for.
public enum N2P2Dialect: String, Sendable, CaseIterable {
  /// n2p2 itself and `pair_style hdnnp` of LAMMPS: everything.
  case n2p2
  /// CP2K's `METHOD NNP`: symmetry functions of type 2, and of type 3 without shift, cutoff types 1 and 2
  /// without inner radius, always in bohr and hartree. n2p2 and LAMMPS run such sets as well.
  case cp2k
}
