import Sobolev

/// Writes a potential of symmetry functions as a set of n2p2 files with a README of how to run it.
struct N2P2Export: PotentialExport {
  let potential: ACSFPotential
  let dialect: N2P2Dialect

  /// - Throws: `N2P2Error.notInDialect` with the reason.
  init(_ potential: ACSFPotential, dialect: N2P2Dialect) throws {
    try dialect.check(potential)
    self.potential = potential
    self.dialect = dialect
  }

  var dialectName: String { dialect.rawValue }

  var form: String { "input.nn, scaling.data and weights, in bohr and hartree" }

  var programs: String {
    switch dialect {
    case .n2p2: "LAMMPS and n2p2"
    case .cp2k: "CP2K, LAMMPS and n2p2"
    }
  }

  /// None: the files hold the energies of atoms.
  var constants: [Element: Double] { [:] }

  func write(to folder: String, comparingOn configurations: [Configuration], threads: Int) throws -> ExportComparison {
    try N2P2Set.writeFiles(of: potential, into: folder, dialect: dialect)
    let comparison = try ExportComparison(
      .acsf(potential), .acsf(try N2P2Set.read(folder)), on: configurations, threads: threads)
    try comparison.requireEqual()
    return comparison
  }
}
