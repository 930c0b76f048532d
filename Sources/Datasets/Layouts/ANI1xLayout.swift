import HDF5

/// The release of ANI-1x and ANI-1ccx (doi:10.1038/s41597-020-0473-z): one group for each formula, labels of
/// several levels of theory side by side.
///
/// A group has `atomic_numbers` (N), `coordinates` (M, N, 3) in Å, and for each level `LEVEL.energy` (M) in Ha
/// and perhaps `LEVEL.forces` (M, N, 3) in Ha/Å; labels that were not computed are NaN. Correlation energies
/// (`….corr_energy`) are no totals and are left out.
struct ANI1xLayout: HDF5Layout {
  let identifier = "ani1x"
  let name = "ANI-1x"

  private static let suffix = ".energy"

  func recognizes(_ root: HDF5Group) throws -> Bool {
    guard let group = try root.firstGroup() else { return false }
    let members = try group.memberNames()
    return members.contains("atomic_numbers") && members.contains("coordinates")
      && members.contains { $0.hasSuffix(ANI1xLayout.suffix) }
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let groups = try root.groupNames()
    var levels: Set<String> = []
    for name in groups {
      levels.formUnion(
        try root.group(name).memberNames().filter { $0.hasSuffix(ANI1xLayout.suffix) }
          .map { String($0.dropLast(ANI1xLayout.suffix.count)) })
    }
    let level = try DatasetLevel.choose(options.level, among: levels.sorted(), file: root.file)
    let names = FrameNames(
      species: ["atomic_numbers"], energies: [level + ANI1xLayout.suffix], forces: [level + ".forces"],
      knownUnits: [.length: "angstrom", .energy: "hartree", .force: "hartree/angstrom"])
    var contents = try HDF5Contents(of: groups, in: root, names: names.choosing(options))
    contents.level = level
    return contents
  }
}

/// The choice of one level of theory in a file that has several.
enum DatasetLevel {
  /// The chosen level, or the only one.
  ///
  /// - Throws: `DatasetError.levelNeeded` with the levels that there are.
  static func choose(_ chosen: String?, among levels: [String], file: String) throws -> String {
    if let level = chosen ?? (levels.count == 1 ? levels[0] : nil), levels.contains(level) { return level }
    throw DatasetError.levelNeeded(file: file, chosen: chosen, levels: levels)
  }
}
