/// What the arrays of a `.npz` archive are called in one of the known forms.
struct NPZLayout: Sendable {
  let identifier: String
  let name: String
  /// The arrays by which the form is told from the others.
  let signature: Set<String>
  let names: FrameNames
  /// Texts that state the units of lengths and energies.
  var lengthUnit: String?
  var energyUnit: String?

  /// The known forms, those with the most telling names first.
  static let all = [revisedMD17, physNet, aimNet2, sGDML]

  /// sGDML and its data sets MD17 and MD22: `z` (N), `R` (M, N, 3), `E` (M) or (M, 1), `F` (M, N, 3), for
  /// crystals `lattice` (3, 3) with the vectors as columns; `r_unit` and `e_unit` where they are not Å and
  /// kcal/mol. `hessian`, `weights`, `names` and `splits` are additions of this program.
  ///
  /// http://docs.sgdml.org/datasets.html
  static let sGDML = NPZLayout(
    identifier: "sgdml", name: "sGDML (MD17, MD22)", signature: ["z", "R", "F"],
    names: FrameNames(
      species: ["z"], coordinates: ["R"], cell: ["lattice"], hasColumnVectors: true, periodicity: ["pbc"],
      energies: ["E"], forces: ["F"], virials: [], hessians: ["hessian"],
      hessianFrames: ["hessian_frames"], identifiers: ["names"], weights: ["weights"], splits: ["splits"],
      assumedUnits: units(length: "angstrom", energy: "kcal/mol")),
    lengthUnit: "r_unit", energyUnit: "e_unit")

  /// Revised MD17 (doi:10.1088/2632-2153/abba6f): Å and kcal/mol.
  static let revisedMD17 = NPZLayout(
    identifier: "rmd17", name: "revised MD17", signature: ["nuclear_charges", "coords", "energies"],
    names: FrameNames(
      species: ["nuclear_charges"], coordinates: ["coords"], cell: [], virials: [], hessians: [],
      knownUnits: units(length: "angstrom", energy: "kcal/mol")))

  /// PhysNet (doi:10.1021/acs.jctc.9b00181): `N` (M), `Z` (M, Nmax) filled up by zeros, `R`, `E` relative to
  /// free atoms, `F`; Å and eV.
  static let physNet = NPZLayout(
    identifier: "physnet", name: "PhysNet", signature: ["N", "Z", "R", "E"],
    names: FrameNames(
      species: ["Z"], paddings: [0], coordinates: ["R"], cell: [], energies: ["E"], forces: ["F"],
      virials: [], hessians: [], knownUnits: units(length: "angstrom", energy: "eV")))

  /// AIMNet2's archive of molecules of one size: `coord`, `numbers`, `energy`, `forces`; Å and eV.
  static let aimNet2 = NPZLayout(
    identifier: "aimnet2-npz", name: "AIMNet2 (npz)", signature: ["coord", "numbers", "energy"],
    names: FrameNames(
      species: ["numbers"], paddings: [0], coordinates: ["coord"], energies: ["energy"],
      hessians: ["hessian"], knownUnits: units(length: "angstrom", energy: "eV")))

  private static func units(length: String, energy: String) -> [Quantity: String] {
    [
      .length: length, .energy: energy, .virial: energy, .force: "\(energy)/\(length)",
      .hessian: "\(energy)/\(length)^2", .stress: "\(energy)/\(length)^3",
    ]
  }

  /// The names as they hold for an archive, with the units that it states.
  func names(for group: NPZGroup, options: DatasetOptions) throws -> FrameNames {
    var names = names.choosing(options)
    guard let lengthUnit, let energyUnit, let length = try group.text(lengthUnit),
      let energy = try group.text(energyUnit)
    else { return names }
    names.statedUnits = NPZLayout.units(length: length, energy: energy)
    return names
  }
}
