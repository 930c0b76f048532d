import Foundation
import Sobolev

/// Writes a neuroevolution potential as `nep.txt` with a README of how to run it.
struct NEPExport: PotentialExport {
  let potential: NEPPotential
  let dialect: NEPDialect

  /// Brings a potential into the version that the dialect has, with the numbers that engines read.
  ///
  /// Version 5 keeps reference energies; of version 4 they are left out, and the README names them.
  init(_ potential: NEPPotential, dialect: NEPDialect?) throws {
    let dialect = dialect ?? .portable
    let version = potential.hyperparameters.version
    let prepared =
      dialect.versions.contains(version) ? potential : try potential.converted(to: .nep4)
    self.potential = prepared.engineForm
    self.dialect = dialect
  }

  var dialectName: String { dialect.rawValue }

  var form: String { "nep.txt of version \(potential.hyperparameters.version.rawValue)" }

  var programs: String { "GPUMD, LAMMPS and calorine" }

  var constants: [Element: Double] {
    Dictionary(uniqueKeysWithValues: zip(potential.elements, potential.referenceEnergies))
      .filter { $0.value != 0 }
  }

  func write(to folder: String, comparingOn configurations: [Configuration], threads: Int) throws -> ExportComparison {
    let path = URL(fileURLWithPath: folder).appendingPathComponent("nep.txt").path
    var bare = potential
    bare.referenceEnergies = potential.referenceEnergies.map { _ in 0 }
    try NEPFile.write(bare, to: path, dialect: dialect)
    let comparison = try ExportComparison(
      .nep(potential), .nep(try NEPFile.read(path)), on: configurations, threads: threads)
    try comparison.requireEqual()
    try TextFile.write(
      readme(comparison), to: URL(fileURLWithPath: folder).appendingPathComponent("README.md").path)
    return comparison
  }

  private func readme(_ comparison: ExportComparison) -> String {
    let symbols = potential.elements.map(\.symbol)
    let masses = potential.elements.enumerated().map { "mass \($0 + 1) \($1.mass)" }
    let added = constants.sorted { $0.key < $1.key }.map { "| \($0.key) | \($0.value) |" }
    let shift =
      added.isEmpty
      ? "Energies are total energies."
      : """
      The file leaves out a constant energy of each atom, which changes neither forces nor dynamics. For total energies add,
      in eV:

      | element | constant |
      | --- | --- |
      \(added.joined(separator: "\n"))
      """
    return """
      # A neuroevolution potential for \(symbols.joined(separator: ", "))

      `nep.txt` is of version \(potential.hyperparameters.version.rawValue), dialect `\(dialect.rawValue)`: \(dialect.summary).
      Read back, it gave the same energies and forces as the potential that it was made from on \(comparison.structures)
      structures, to \(comparison.energy.brief) eV/atom and \(comparison.force.brief) eV/Å in Float64. Engines that compute in single
      precision (GPUMD) agree to about 1e-6 eV/atom.

      \(shift)

      Elements other than \(symbols.joined(separator: ", ")) are not possible. Molecules need a large periodic cell.

      ## GPUMD (`run.in`, with `nep.txt` and `model.xyz` beside it)

          potential nep.txt
          velocity 300
          time_step 0.5
          ensemble nve
          dump_thermo 10
          run 1000

      ## LAMMPS with NEP_CPU's `pair_style nep` (units metal; atom types in the order of the elements)

          units metal
          pair_style nep
          pair_coeff * * nep.txt \(symbols.joined(separator: " "))
          \(masses.joined(separator: "\n    "))
          timestep 0.0005
          fix 1 all nve
          run 1000

      ## ASE with calorine

          from ase.io import read
          from calorine.calculators import CPUNEP
          atoms = read("model.xyz")
          atoms.calc = CPUNEP("nep.txt")
          print(atoms.get_potential_energy(), atoms.get_forces())

      """
  }
}
