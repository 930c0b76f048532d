import HDF5

/// TorchANI's `by_num_atoms` and `by_formula` layout.
///
/// Every group holds frames of one size: one of `species`, `numbers` and `atomic_numbers` (M, N),
/// `coordinates` (M, N, 3) and, optionally, `energies` (M), `forces` (M, N, 3), `cell` (M, 3, 3), `pbc` (M,
/// 3), `virials` or `stress` (M, 3, 3) and `hessians` (M, 3N, 3N). A `stress` is positive under tension, as
/// in ASE. Datasets without the attribute `units` are in Å, Ha and Ha/Å, as TorchANI has it. Rows that are
/// NaN have no label; atoms of number −1 are padding.
struct TorchANILayout: HDF5Layout {
  let identifier = "torchani"
  let name = "TorchANI (by_num_atoms or by_formula)"

  private static let names = FrameNames(
    species: ["species", "numbers", "atomic_numbers"],
    virials: ["virials", "virial"], stresses: ["stress", "stresses"],
    hessians: ["hessians", "hessian"], identifiers: ["config_type"],
    knownUnits: [.length: "angstrom", .energy: "hartree", .force: "hartree/angstrom"],
    assumedUnits: [
      .virial: "hartree", .hessian: "hartree/angstrom^2", .stress: "hartree/angstrom^3",
    ])

  func recognizes(_ root: HDF5Group) throws -> Bool {
    if let grouping = try root.attribute("grouping"), grouping.isText {
      return try ["by_num_atoms", "by_formula"].contains(grouping.readStrings().first)
    }
    // The ANI-2x release carries a readme instead of a grouping, and is grouped by the number of atoms.
    return try root.attribute("readme") != nil
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let groups = try root.memberNames().filter { try root.kind(of: $0) == .group }
    return try HDF5Contents(of: groups, in: root, names: TorchANILayout.names.choosing(options))
  }
}
