import Sobolev

/// What a potential file holds, in words and as JSON.
struct PotentialReport: Encodable {
  let kind = "potential"
  let path: String
  let formatVersion = PotentialFile.formatVersion
  let family: PotentialFamily
  let elements: [String]
  let cutoff: Double
  let parameters: Int
  let features: Int
  let hyperparameters: [String: String]
  let referenceEnergies: [String: Double]
  let smallestDistances: [String: Double]
  let trainingStructures: Int
  let trainingAtoms: Int
  let provenance: ProvenanceReport
  let errors: [String: Figures]

  enum CodingKeys: String, CodingKey {
    case kind, path, family, elements, parameters, features, hyperparameters, provenance, errors
    case formatVersion = "format_version"
    case cutoff = "cutoff_A"
    case referenceEnergies = "reference_energies_eV"
    case smallestDistances = "smallest_distances_A"
    case trainingStructures = "training_structures"
    case trainingAtoms = "training_atoms"
  }

  /// Errors on one set.
  struct Figures: Encodable {
    let structures: Int
    let energyMAE: Double?
    let forceMAE: Double?
    let virialMAE: Double?
    let hessianMAE: Double?
    let frequencyMAE: Double?

    enum CodingKeys: String, CodingKey {
      case structures
      case energyMAE = "energy_mae_meV_per_atom"
      case forceMAE = "force_mae_meV_per_A"
      case virialMAE = "virial_mae_meV_per_atom"
      case hessianMAE = "hessian_mae_eV_per_A2"
      case frequencyMAE = "frequency_mae_cm1"
    }

    init(_ record: RecordedErrors) {
      structures = record.structures
      energyMAE = record.energyPerAtom.map { $0.meanAbsolute * 1000 }
      forceMAE = record.force.map { $0.meanAbsolute * 1000 }
      virialMAE = record.virialPerAtom.map { $0.meanAbsolute * 1000 }
      hessianMAE = record.hessian?.meanAbsolute
      frequencyMAE = record.wavenumber?.meanAbsolute
    }
  }

  /// Where it comes from.
  struct ProvenanceReport: Encodable {
    let tool: String
    let command: String
    let date: String
    let seed: UInt64
    let threads: Int
    let processor: String
    let dataFiles: [DataFile]

    enum CodingKeys: String, CodingKey {
      case tool, command, date, seed, threads, processor
      case dataFiles = "data_files"
    }

    struct DataFile: Encodable {
      let role: String
      let path: String
      let sha256: String
      let structures: Int
      let atoms: Int
    }

    init(_ provenance: Provenance) {
      tool = provenance.tool
      command = provenance.command
      date = provenance.date
      seed = provenance.seed
      threads = provenance.threads
      processor = provenance.processor
      dataFiles = provenance.dataFiles.map {
        DataFile(
          role: $0.role.rawValue, path: $0.path, sha256: $0.checksum, structures: $0.structures,
          atoms: $0.atoms)
      }
    }
  }

  init(_ file: PotentialFile, path: String) {
    self.path = path
    let potential = file.potential
    elements = potential.elements.map(\.symbol)
    cutoff = potential.cutoff
    parameters = potential.parameters.count
    family = potential.family
    features = potential.featureCount
    hyperparameters = potential.choices
    referenceEnergies = Dictionary(
      uniqueKeysWithValues: zip(elements, potential.referenceEnergies))
    smallestDistances = Dictionary(
      uniqueKeysWithValues: file.trainingRange.smallestDistances.map {
        ("\($0.first)-\($0.second)", $0.distance)
      })
    trainingStructures = file.trainingRange.structures
    trainingAtoms = file.trainingRange.atoms
    provenance = ProvenanceReport(file.provenance)
    errors = Dictionary(
      uniqueKeysWithValues: file.errors.map { ($0.role.rawValue, Figures($0)) })
  }

  /// The lines of a plain report.
  var lines: [String] {
    var lines = [
      "\(path): \(family.withArticle) for \(elements.joined(separator: ", "))",
      "  interactions end at \(cutoff.brief) Å; \(features) invariants an atom, "
        + "\(parameters.grouped) parameters",
      "  fitted to \(trainingStructures.grouped) structures with \(trainingAtoms.grouped) atoms",
    ]
    if !smallestDistances.isEmpty {
      let pairs = smallestDistances.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.fixed(2))" }
      lines.append("  smallest distances in the data, Å: " + pairs.joined(separator: ", "))
    }
    let energies = elements.map { "\($0) \((referenceEnergies[$0] ?? 0).fixed(3))" }
    lines.append("  reference energies, eV: " + energies.joined(separator: ", "))
    let sets = Provenance.DataFile.Role.allCases.map(\.rawValue)
    lines += ErrorTable(
      rows: sets.compactMap { role in
        errors[role].map {
          ErrorTable.Row(
            set: role, structures: $0.structures, energy: $0.energyMAE, force: $0.forceMAE, virial: $0.virialMAE,
            hessian: $0.hessianMAE, frequency: $0.frequencyMAE)
        }
      }
    ).lines
    lines.append("  made by \(provenance.tool) on \(provenance.date), seed \(provenance.seed), "
      + "\(provenance.threads) threads, \(provenance.processor)")
    lines.append("  with: \(provenance.command)")
    for data in provenance.dataFiles {
      lines.append("  \(data.role): \(data.path), \(data.structures.grouped) structures, "
        + "SHA-256 \(data.sha256.prefix(12))…")
    }
    return lines
  }
}
