import HDF5

/// Acellera's "Ace" files for TorchMD-Net, versions 1.0 and 2.0; every dataset states its unit.
///
/// In 2.0 a group for each molecule holds `atomic_numbers` (N), `positions` (M, N, 3), `formation_energies` (M) and
/// `forces` (M, N, 3); in 1.0 it holds `conformations` with a group for each frame, in which `formation_energy` is
/// left out where the calculation failed. Energies are relative to isolated atoms.
struct AceLayout: HDF5Layout {
  let identifier = "ace"
  let name = "Ace (TorchMD-Net)"
  let ownAttributes: Set<String> = ["layout", "layout_version"]

  func recognizes(_ root: HDF5Group) throws -> Bool { try root.text("layout") == "Ace" }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let version = try root.text("layout_version") ?? "1.0"
    var contents =
      switch version {
      case "1.0": try separateFrames(in: root, options)
      case "2.0": try stackedFrames(in: root, options)
      default:
        throw DatasetError.unknownLayout(
          file: root.file, found: "it is of layout Ace, version \(version); 1.0 and 2.0 are known")
      }
    contents.notes.append("energies are formation energies, relative to isolated atoms")
    return contents
  }

  private func stackedFrames(in root: HDF5Group, _ options: DatasetOptions) throws -> HDF5Contents {
    let names = FrameNames(
      species: ["atomic_numbers"], coordinates: ["positions"], energies: ["formation_energies"])
    let groups = try root.groupNames().flatMap { master in
      try root.group(master).groupNames().map { master + "/" + $0 }
    }
    return try HDF5Contents(of: groups, in: root, names: names.choosing(options))
  }

  private func separateFrames(in root: HDF5Group, _ options: DatasetOptions) throws -> HDF5Contents {
    let names = FrameNames(
      species: ["atomic_numbers"], coordinates: ["positions"], energies: ["formation_energy"]
    ).choosing(options)
    let parts = try root.groupNames().flatMap { molecule in
      let frames = try root.group(molecule).group("conformations")
      return try frames.memberNames().sortedByNumber().map {
        HDF5Part(
          path: frames.path + "/" + $0, frameCount: 1, isSingle: true, group: root.path + molecule)
      }
    }
    return HDF5Contents(parts: parts) { part in
      try FrameGroup(
        root.descendant(part.path), names: names, speciesGroup: root.descendant(part.group))
    }
  }
}
