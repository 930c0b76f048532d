import Sobolev

/// Errors in the units that people compare: meV, meV/atom, meV/Å, eV/Å².
struct ErrorReport: Encodable {
  let structures: Int
  let atoms: Int
  let energyMAE: Double?
  let energyMAEPerAtom: Double?
  let energyRMSEPerAtom: Double?
  let forceMAE: Double?
  let forceRMSE: Double?
  let virialMAE: Double?
  let virialRMSE: Double?
  let hessianMAE: Double?
  let hessianRMSE: Double?
  let frequencyMAE: Double?
  let frequencyMAEAtMinima: Double?
  let spectrum: [SpectrumRow]?
  let missingEnergies: Int
  let atomsMissingForces: Int
  let missingVirials: Int
  let worstEnergies: [Worst]?
  let worstForces: [Worst]?

  enum CodingKeys: String, CodingKey {
    case structures, atoms
    case energyMAE = "energy_mae_meV"
    case energyMAEPerAtom = "energy_mae_meV_per_atom"
    case energyRMSEPerAtom = "energy_rmse_meV_per_atom"
    case forceMAE = "force_mae_meV_per_A"
    case forceRMSE = "force_rmse_meV_per_A"
    case virialMAE = "virial_mae_meV_per_atom"
    case virialRMSE = "virial_rmse_meV_per_atom"
    case hessianMAE = "hessian_mae_eV_per_A2"
    case hessianRMSE = "hessian_rmse_eV_per_A2"
    case frequencyMAE = "frequency_mae_cm1"
    case frequencyMAEAtMinima = "frequency_mae_cm1_at_minima"
    case spectrum
    case missingEnergies = "structures_without_energy"
    case atomsMissingForces = "atoms_without_forces"
    case missingVirials = "structures_without_virial"
    case worstEnergies = "worst_energies"
    case worstForces = "worst_forces"
  }

  /// A structure with a large error, in meV/atom or meV/Å.
  struct Worst: Encodable {
    let structure: String
    let error: Double
  }

  init(_ metrics: ErrorMetrics, listingWorst: Bool = true) {
    func milli(_ value: Double?) -> Double? { value.map { $0 * 1000 } }
    func list(_ worst: WorstStructures) -> [Worst]? {
      listingWorst && worst.limit > 0
        ? worst.entries.map { Worst(structure: $0.name, error: $0.error * 1000) } : nil
    }
    structures = metrics.structures
    atoms = metrics.atoms
    energyMAE = milli(metrics.energy.meanAbsolute)
    energyMAEPerAtom = milli(metrics.energyPerAtom.meanAbsolute)
    energyRMSEPerAtom = milli(metrics.energyPerAtom.rootMeanSquare)
    forceMAE = milli(metrics.force.meanAbsolute)
    forceRMSE = milli(metrics.force.rootMeanSquare)
    virialMAE = milli(metrics.virialPerAtom.meanAbsolute)
    virialRMSE = milli(metrics.virialPerAtom.rootMeanSquare)
    hessianMAE = metrics.hessian.meanAbsolute
    hessianRMSE = metrics.hessian.rootMeanSquare
    frequencyMAE = metrics.spectrum.wavenumber.meanAbsolute
    frequencyMAEAtMinima = metrics.spectrum.wavenumberAtMinima.meanAbsolute
    spectrum = SpectrumRow.rows(of: metrics.spectrum)
    missingEnergies = metrics.missingEnergies
    atomsMissingForces = metrics.atomsMissingForces
    missingVirials = metrics.missingVirials
    worstEnergies = list(metrics.worstEnergies)
    worstForces = list(metrics.worstForces)
  }

  /// The errors of one quantity as tables show them.
  struct Row {
    let name: String
    let mae: Double?
    let rmse: Double?
    let unit: String
  }

  /// What was compared, in the order of tables.
  var rows: [Row] {
    [
      Row(name: "energy", mae: energyMAEPerAtom, rmse: energyRMSEPerAtom, unit: "meV/atom"),
      Row(name: "energy of a structure", mae: energyMAE, rmse: nil, unit: "meV"),
      Row(name: "forces", mae: forceMAE, rmse: forceRMSE, unit: "meV/Å"),
      Row(name: "virial", mae: virialMAE, rmse: virialRMSE, unit: "meV/atom"),
      Row(name: "Hessian", mae: hessianMAE, rmse: hessianRMSE, unit: "eV/Å²"),
      Row(name: "frequencies", mae: frequencyMAE, rmse: nil, unit: "cm⁻¹"),
      Row(name: "frequencies at minima", mae: frequencyMAEAtMinima, rmse: nil, unit: "cm⁻¹"),
    ].filter { $0.mae != nil }
  }

  /// The lines of a plain report.
  var lines: [String] { summary + SpectrumRow.lines(spectrum ?? []) }

  /// The lines without those that resolve errors by frequency.
  var summary: [String] {
    var table = TextTable(["", "MAE", "RMSE", ""])
    for row in rows { table.add([row.name, row.mae?.brief ?? "", row.rmse?.brief ?? "", row.unit]) }
    var lines = ["\(structures.grouped) structures, \(atoms.grouped) atoms"] + table.lines
    let missing = [
      (missingEnergies, "structures have no energy"), (atomsMissingForces, "atoms have no forces"),
      (missingVirials, "structures have no virial"),
    ]
    // A set without any virial is a matter of course and needs no remark.
    for (count, words) in missing where count > 0 && count < (words.hasPrefix("atoms") ? atoms : structures) {
      lines.append("  \(count.grouped) \(words) to compare with")
    }
    return lines
  }

  /// The lines that name the worst structures.
  var worstLines: [String] {
    var lines: [String] = []
    for (title, list, unit) in [
      ("largest energy errors", worstEnergies, "meV/atom"),
      ("largest force errors", worstForces, "meV/Å"),
    ] {
      guard let list, !list.isEmpty else { continue }
      var table = TextTable([title, unit])
      for entry in list { table.add([entry.structure, entry.error.brief]) }
      lines += table.lines
    }
    return lines
  }
}
