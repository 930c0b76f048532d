import Foundation
import HDF5
public import Potentials

/// A potential with everything needed to use it and to know where it came from, as one HDF5 file.
///
/// Every number reads back with the same bits. The layout is described in the article "Potential files".
public struct PotentialFile: Sendable {
  /// The version of the layout that this program writes, and the last that it reads.
  public static let formatVersion = 1

  private static let format = "sobolev-potential"

  /// The potential.
  public var potential: FittedPotential

  /// What it was fitted to.
  public var trainingRange: TrainingRange

  /// Where it comes from.
  public var provenance: Provenance

  /// How well it did on each set.
  public var errors: [RecordedErrors]

  /// Creates the contents of a file.
  public init(
    potential: FittedPotential, trainingRange: TrainingRange, provenance: Provenance,
    errors: [RecordedErrors] = []
  ) {
    self.potential = potential
    self.trainingRange = trainingRange
    self.provenance = provenance
    self.errors = errors
  }

  // MARK: Writing

  /// Writes a file beside its destination, reads it back, compares, and only then gives it its name.
  ///
  /// - Parameter replacesExisting: Whether an older file of that name may be replaced; it stays as it
  ///   was if anything goes wrong.
  /// - Throws: `HDF5Error` (the file exists, the disk is full, …) or
  ///   `PotentialFileError.differsWhenReadBack`; nothing is left behind then.
  public static func write(
    _ contents: PotentialFile, to path: String, replacesExisting: Bool = false
  ) throws {
    try AtomicFile.write(to: path, replacesExisting: replacesExisting) { temporaryPath in
      try contents.writeContents(to: temporaryPath)
      let copy = try PotentialFile.read(temporaryPath)
      if let object = contents.firstDifference(from: copy) {
        throw PotentialFileError.differsWhenReadBack(file: path, object: object)
      }
    }
  }

  private func writeContents(to path: String) throws {
    let file = try HDF5File(creating: path)
    let root = file.root
    try root.setAttribute("format", PotentialFile.format)
    try root.setAttribute("format_version", PotentialFile.formatVersion)
    try root.setAttribute("family", potential.family.rawValue)

    let units = try root.createGroup("units")
    for (quantity, unit) in [
      ("length", "Å"), ("energy", "eV"), ("force", "eV/Å"), ("virial", "eV"),
    ] {
      try units.setAttribute(quantity, unit)
    }
    switch potential {
    case .density(let potential): try potential.write(to: root)
    case .nep(let potential): try potential.write(to: root)
    case .acsf(let potential): try potential.write(to: root)
    }
    try trainingRange.write(to: root.createGroup("training_range"))
    try provenance.write(to: root.createGroup("provenance"))
    let group = try root.createGroup("errors")
    for record in errors { try record.write(to: group.createGroup(record.role.rawValue)) }
    try file.flush()
  }

  // MARK: Reading

  /// Reads and checks a file.
  ///
  /// - Throws: `HDF5Error` when it cannot be opened or lacks a group or dataset, `PotentialFileError`
  ///   when it is something else, is too new, or holds values that cannot be right.
  public static func read(_ path: String) throws -> PotentialFile {
    let file = try HDF5File(reading: path)
    let root = file.root
    guard try isPotential(root) else { throw PotentialFileError.notAPotential(file: path) }
    let reader = FieldReader(group: root)
    let version = try reader.integer("format_version")
    guard version <= formatVersion else {
      throw PotentialFileError.newerVersion(
        file: path, version: version, supported: formatVersion)
    }
    guard version >= 1 else { throw reader.invalid("format_version", "is \(version)") }
    let name = try reader.text("family")
    guard let family = PotentialFamily(rawValue: name) else {
      throw PotentialFileError.unknownFamily(file: path, family: name)
    }

    let group = try root.group("errors")
    return try PotentialFile(
      potential: potential(of: family, in: root),
      trainingRange: TrainingRange(from: root.group("training_range")),
      provenance: Provenance(from: root.group("provenance")),
      errors: Provenance.DataFile.Role.allCases.compactMap { role in
        try group.kind(of: role.rawValue) == nil
          ? nil : RecordedErrors(role: role, from: group.group(role.rawValue))
      })
  }

  private static func potential(of family: PotentialFamily, in root: HDF5Group) throws -> FittedPotential {
    switch family {
    case .density: .density(try DensityPotential(from: root))
    case .nep: .nep(try NEPPotential(from: root))
    case .acsf: .acsf(try ACSFPotential(from: root))
    }
  }

  /// Whether an HDF5 file is a potential, of whatever version.
  ///
  /// - Throws: `HDF5Error` when it cannot be opened.
  public static func isPotential(_ path: String) throws -> Bool {
    try isPotential(HDF5File(reading: path).root)
  }

  private static func isPotential(_ root: HDF5Group) throws -> Bool {
    guard let attribute = try root.attribute("format"), attribute.isText else { return false }
    return try attribute.readStrings() == [format]
  }
}
