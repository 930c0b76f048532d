import HDF5

/// What the project's first generator of reference data wrote (`format` = `qmgen-1`): every dataset states its unit.
struct QMGenLayout: HDF5Layout {
  let identifier = "qmgen"
  let name = "qmgen"
  let ownAttributes: Set<String> = ["format"]

  private static let names = FrameNames(
    species: ["atomic_numbers"], cell: ["cells"], stresses: ["stresses"], splits: ["split"])

  func recognizes(_ root: HDF5Group) throws -> Bool { try root.text("format") == "qmgen-1" }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    try HDF5Contents(of: root.groupNames(), in: root, names: QMGenLayout.names.choosing(options))
  }
}
