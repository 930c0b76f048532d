import HDF5

/// SPICE (doi:10.1038/s41597-022-01882-6): one group for each molecule, in atomic units that the file states.
///
/// A group has `atomic_numbers` (N), `conformations` (M, N, 3), `dft_total_energy` (M) and
/// `dft_total_gradient` (M, N, 3), which is +∂E/∂R. Molecules without `dft_total_energy` have no energies:
/// their `formation_energy` has another zero.
struct SPICELayout: HDF5Layout {
  let identifier = "spice"
  let name = "SPICE"

  private static let names = FrameNames(
    species: ["atomic_numbers"], coordinates: ["conformations"], energies: ["dft_total_energy"], forces: [],
    gradients: ["dft_total_gradient"],
    knownUnits: [.length: "bohr", .energy: "hartree", .force: "hartree/bohr"])

  func recognizes(_ root: HDF5Group) throws -> Bool {
    try root.firstGroup().map { try $0.has("conformations", "atomic_numbers") } ?? false
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    var (groups, empty): ([String], [String]) = ([], [])
    for name in try root.groupNames() {
      // SPICE 2.0.0 has a molecule whose calculations all failed, with no positions.
      let shape = try root.group(name).dataset("conformations").shape()
      if shape.count == 3 { groups.append(name) } else { empty.append(name) }
    }
    var contents = try HDF5Contents(of: groups, in: root, names: SPICELayout.names.choosing(options))
    if !empty.isEmpty {
      contents.notes.append("left out, having no positions: \(empty.joined(separator: ", "))")
    }
    return contents
  }
}
