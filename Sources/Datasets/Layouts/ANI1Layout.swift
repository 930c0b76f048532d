import HDF5

/// The layout of ANI-1 and COMP6 ("pyanitools"): a tree of any depth, whose leaves are molecules.
///
/// A leaf has `species` (N), symbols or atomic numbers, `coordinates` (M, N, 3), `energies` (M) and sometimes
/// `forces` (M, N, 3). The rejected geometries of `coordinatesHE` are left out. Energies are in Ha and
/// coordinates in Å (doi:10.1038/sdata.2017.193). Forces are only assumed to be −∂E/∂R in Ha/Å: those of
/// COMP6 are gradients, and other files have them in Ha/bohr.
struct ANI1Layout: HDF5Layout {
  let identifier = "ani1"
  let name = "ANI-1 or COMP6"

  private static let names = FrameNames(
    species: ["species"], knownUnits: [.length: "angstrom", .energy: "hartree"],
    assumedUnits: [.force: "hartree/angstrom"])

  func recognizes(_ root: HDF5Group) throws -> Bool {
    try root.firstLeaf(with: ["species", "coordinates", "energies"]) != nil
  }

  func contents(of root: HDF5Group, options: DatasetOptions) throws -> HDF5Contents {
    let leaves = try root.leaves(with: ["species", "coordinates"])
    return try HDF5Contents(of: leaves, in: root, names: ANI1Layout.names.choosing(options))
  }
}

extension HDF5Group {
  /// The paths of the groups at any depth that have all members of these names.
  func leaves(with names: [String]) throws -> [String] {
    try search { _, members in names.allSatisfy(members.contains) }
  }

  /// The first group at any depth, going down through first groups only, that has all members of these
  /// names.
  func firstLeaf(with names: [String]) throws -> HDF5Group? {
    var group: HDF5Group? = self
    for _ in 0..<16 {
      guard let current = group else { return nil }
      let members = try current.memberNames()
      if names.allSatisfy(members.contains) { return current }
      group = try current.firstGroup()
    }
    return nil
  }
}
