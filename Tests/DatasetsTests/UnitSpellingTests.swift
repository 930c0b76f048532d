import Atomistics
import Datasets
import HDF5
import TestSupport
import Testing

/// Every spelling of a unit that files are known to use, through the reader.
@Suite struct UnitSpellingTests {
  /// CODATA 2018 values and exact SI definitions.
  static let hartree = 27.211386245988
  static let bohr = 0.529177210903
  static let kilocalorie = 4184 / (6.02214076e23 * 1.602176634e-19)

  @Test(arguments: [
    ("eV", 1), ("meV", 1e-3), ("Ha", hartree), ("hartree", hartree), ("Hartree", hartree), ("Eh", hartree),
    ("Ry", hartree / 2), ("kcal/mol", kilocalorie), ("kcal mol^-1", kilocalorie),
    ("kJ/mol", kilocalorie / 4.184),
    ("kcal*mol**-1", kilocalorie),
  ])
  func energies(_ unit: String, _ value: Double) throws {
    #expect(try read("energies", unit) == -76.4 * value)
  }

  @Test(arguments: [
    ("eV/angstrom", 1), ("eV/Å", 1), ("eV/\u{212B}", 1), ("eV / Å", 1), ("eV Å^-1", 1), ("eV·Å⁻¹", 1),
    ("eV/A", 1),
    ("Ha/bohr", hartree / bohr), ("hartree*bohr^-1", hartree / bohr), ("kcal/mol/angstrom", kilocalorie),
    ("kcal/(mol*angstrom)", kilocalorie), ("kJ/mol/nm", kilocalorie / 41.84), ("Ry/bohr", hartree / bohr / 2),
  ])
  func forces(_ unit: String, _ value: Double) throws {
    // One multiplication and one division in another order: a few units in the last place.
    #expect(abs(try read("forces", unit) / (0.01 * value) - 1) < 1e-14)
  }

  /// The last but one ended the program: −2⁶³ has no magnitude.
  @Test(arguments: ["eV^7", "eV^-7", "eV^", "eV^^2", "eV^-9223372036854775808", "eV^9223372036854775807"])
  func powersThatNoUnitHas(_ unit: String) {
    #expect(throws: DatasetError.self) { try read("energies", unit) }
  }

  /// The energy or the y component of the force on atom 0 of a sample file.
  private func read(_ name: String, _ unit: String) throws -> Double {
    let folder = try TemporaryFolder()
    try Samples.writeTorchANI(folder.path("a.h5")) { try $0.dataset(name).setAttribute("units", unit) }
    let labels = try DatasetFile(path: folder.path("a.h5")).frames(0..<1)[0].labels
    return try #require(name == "energies" ? labels.energy : labels.forces?[0].y)
  }
}
