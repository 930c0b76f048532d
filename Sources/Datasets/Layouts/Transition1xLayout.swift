import HDF5

/// Transition1x (doi:10.1038/s41597-022-01870-w): `data`, in it a group for each formula, in it one for each
/// reaction, which holds the images of its path and groups for its end points.
///
/// A group has `atomic_numbers` (N), `positions` (M, N, 3) in Å, `LEVEL.energy` (M) in eV and `LEVEL.forces`
/// (M, N, 3) in eV/Å; there is one level, ωB97x/6-31G(d). The end points `reactant`, `transition_state` and
/// `product` repeat images and are read only where a file adds Hessians (3N, 3N) in eV/Å² to them. Such a
/// Hessian belongs to `positions_noised` where that is there, for which no energy and forces are known.
struct Transition1xLayout: HDF5Layout {
  let identifier = "transition1x"
  let name = "Transition1x"

  private static let level = "wB97x_6-31G(d)"
  private static let endPoints = ["reactant", "transition_state", "product"]
  private static let names = FrameNames(
    species: ["atomic_numbers"], coordinates: ["positions"], energies: [level + ".energy"],
    forces: [level + ".forces"], hessians: [level + ".hessian"],
    knownUnits: [
      .length: "angstrom", .energy: "eV", .force: "eV/angstrom", .hessian: "eV/angstrom^2",
    ])

  func recognizes(_ root: HDF5Group) throws -> Bool {
    try formulas(root).firstGroup()?.firstGroup().map { reaction in
      let point = try reaction.has("positions") ? reaction : reaction.firstGroup() ?? reaction
      return try point.has("positions", Transition1xLayout.level + ".energy")
    } ?? false
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let names = Transition1xLayout.names.choosing(options)
    let data = try formulas(root)
    var paths: [String] = []
    for formula in try data.groupNames() {
      let formulaGroup = try data.group(formula)
      for reaction in try formulaGroup.groupNames() {
        let group = try formulaGroup.group(reaction)
        let members = try group.memberNames()
        if members.contains("positions") { paths.append("\(formula)/\(reaction)") }
        for point in Transition1xLayout.endPoints where members.contains(point) {
          guard try group.group(point).has(Transition1xLayout.level + ".hessian") else { continue }
          paths.append("\(formula)/\(reaction)/\(point)")
        }
      }
    }
    var contents = try HDF5Contents(of: paths, in: data, names: names)
    contents.open = { part in
      let group = try data.descendant(part.path)
      return try FrameGroup(group, names: group.has("positions_noised") ? names.displaced : names)
    }
    if data.path != root.path {
      contents.notes.append(
        "read \(data.path), which train, val and test repeat; choose one of them by FILE#/train")
    }
    return contents
  }

  /// The group of formulas: `data`, or the group itself when it is one of the splits.
  private func formulas(_ root: HDF5Group) throws -> HDF5Group {
    try root.kind(of: "data") == .group ? root.group("data") : root
  }
}

extension FrameNames {
  /// The names where the Hessian belongs to displaced positions.
  fileprivate var displaced: FrameNames {
    var copy = self
    copy.coordinates = ["positions_noised"]
    copy.energies = []
    copy.forces = []
    return copy
  }
}
