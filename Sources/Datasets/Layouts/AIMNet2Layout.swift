import HDF5

/// AIMNet2's `SizeGroupedDataset`: groups called by the number of atoms, `009`.
///
/// A group has `coord` (M, N, 3) in Å, `numbers` (M, N), `energy` (M) in eV and `forces` (M, N, 3) in eV/Å, as the
/// package documents (doi:10.1039/D4SC08572H). Atoms of number 0 are padding.
struct AIMNet2Layout: HDF5Layout {
  let identifier = "aimnet2"
  let name = "AIMNet2"

  private static let names = FrameNames(
    species: ["numbers"], paddings: [0], coordinates: ["coord"], energies: ["energy"],
    hessians: ["hessian"],
    knownUnits: [.length: "angstrom", .energy: "eV", .force: "eV/angstrom"],
    assumedUnits: [.hessian: "eV/angstrom^2"])

  func recognizes(_ root: HDF5Group) throws -> Bool {
    guard let group = try root.firstGroup() else { return false }
    return try root.groupNames().allSatisfy { Int($0) != nil } && group.has("coord", "numbers")
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    try HDF5Contents(
      of: root.groupNames().sortedByNumber(), in: root, names: AIMNet2Layout.names.choosing(options))
  }
}
