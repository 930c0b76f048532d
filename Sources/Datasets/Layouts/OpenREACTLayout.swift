import HDF5

/// The layout of OpenREACT-CHON-EFH (doi:10.6084/m9.figshare.29189858): ANI-1's with Hessians.
///
/// A leaf has `species`, `coordinates`, `energies`, `forces` and `hessian`, with as many rows as there are
/// frames. Energies are in Ha and coordinates in Å. Nothing in the file says in which units forces and
/// Hessians are; that they are in Ha/Å and Ha/Å² follows from the frequencies, and is checked against the data.
struct OpenREACTLayout: HDF5Layout {
  let identifier = "openreact"
  let name = "OpenREACT-CHON-EFH"

  private static let names = FrameNames(
    species: ["species"], hessians: ["hessian"],
    knownUnits: [.length: "angstrom", .energy: "hartree"],
    assumedUnits: [.force: "hartree/angstrom", .hessian: "hartree/angstrom^2"])

  func recognizes(_ root: HDF5Group) throws -> Bool {
    try root.firstLeaf(with: ["species", "coordinates", "energies", "hessian"]) != nil
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let leaves = try root.leaves(with: ["species", "coordinates"])
    return try HDF5Contents(of: leaves, in: root, names: OpenREACTLayout.names.choosing(options))
  }
}
