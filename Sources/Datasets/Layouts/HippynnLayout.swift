import HDF5

/// What hippynn and PyAniTools write with names in the singular, as in ANI-Al: ANI-1's tree with `energy`,
/// `force` and `cell`.
///
/// hippynn writes arrays under whatever names and units the user's database has; those of ANI-Al are taken
/// (doi:10.1038/s41467-021-21376-0): Ha, Å and Ha/Å, all but the lengths only assumed. Atoms of number 0 are
/// padding.
struct HippynnLayout: HDF5Layout {
  let identifier = "hippynn"
  let name = "hippynn or PyAniTools"

  private static let names = FrameNames(
    species: ["species"], paddings: [0], energies: ["energy"], forces: ["force", "forces"],
    hessians: ["hessian"], knownUnits: [.length: "angstrom"],
    assumedUnits: [
      .energy: "hartree", .force: "hartree/angstrom", .hessian: "hartree/angstrom^2",
    ])

  func recognizes(_ root: HDF5Group) throws -> Bool {
    try root.firstLeaf(with: ["species", "coordinates", "energy"]) != nil
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let leaves = try root.leaves(with: ["species", "coordinates"])
    return try HDF5Contents(of: leaves, in: root, names: HippynnLayout.names.choosing(options))
  }
}
