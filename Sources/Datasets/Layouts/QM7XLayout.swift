import HDF5

/// QM7-X (doi:10.1038/s41597-021-00812-2): a group for each molecule, in it one for each conformation.
///
/// A conformation has `atNUM` (N), `atXYZ` (N, 3) in Å, total energies in eV as arrays of one element, and
/// forces in eV/Å. `totFOR` belongs to `ePBE0+MBD`, and `pbe0FOR` to `ePBE0`.
struct QM7XLayout: HDF5Layout {
  let identifier = "qm7x"
  let name = "QM7-X"

  private static let levels = ["PBE0+MBD": ("ePBE0+MBD", "totFOR"), "PBE0": ("ePBE0", "pbe0FOR")]

  func recognizes(_ root: HDF5Group) throws -> Bool {
    try root.firstGroup()?.firstGroup().map { try $0.has("atNUM", "atXYZ") } ?? false
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let level = try DatasetLevel.choose(
      options.level, among: QM7XLayout.levels.keys.sorted(), file: root.file)
    let (energy, forces) = QM7XLayout.levels[level] ?? ("", "")
    let names = FrameNames(
      species: ["atNUM"], coordinates: ["atXYZ"], energies: [energy], forces: [forces],
      knownUnits: [.length: "angstrom", .energy: "eV", .force: "eV/angstrom"]
    ).choosing(options)
    let parts = try root.groupNames().sortedByNumber().flatMap { molecule in
      let group = try root.group(molecule)
      return try group.memberNames().map { conformation in
        HDF5Part(
          path: group.path + "/" + conformation, frameCount: 1, isSingle: true, group: group.path)
      }
    }
    var contents = HDF5Contents(parts: parts) { part in
      try FrameGroup(root.descendant(part.path), names: names)
    }
    contents.level = level
    return contents
  }
}
