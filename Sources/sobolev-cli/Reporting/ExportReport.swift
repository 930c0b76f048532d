import Sobolev

/// What an export has written, and how far it is from the potential that it was made from.
struct ExportReport: Encodable {
  let folder: String
  let dialect: String
  let form: String
  let programs: String
  /// The constants in eV that the files leave out.
  let constants: [String: Double]
  let readBack: ExportComparison
  let distillation: Loss?

  enum CodingKeys: String, CodingKey {
    case folder, dialect, form, programs, distillation
    case constants = "constants_eV"
    case readBack = "read_back"
  }

  /// The student against its teacher, on frames that it was not trained on.
  struct Loss: Encodable {
    let frames: Int
    let errors: ErrorReport
  }

  init(
    folder: String, _ export: any PotentialExport, _ comparison: ExportComparison, _ outcome: Distillation.Outcome?
  ) {
    self.folder = folder
    dialect = export.dialectName
    form = export.form
    programs = export.programs
    constants = Dictionary(uniqueKeysWithValues: export.constants.map { ($0.key.symbol, $0.value) })
    readBack = comparison
    distillation = outcome.map { Loss(frames: $0.frames, errors: ErrorReport($0.loss, listingWorst: false)) }
  }

  /// The lines of a plain report.
  var lines: [String] {
    var lines: [String] = []
    if let distillation {
      lines.append("Distilled on \(distillation.frames.grouped) frames; against the teacher on unseen ones:")
      lines += distillation.errors.lines
    }
    lines.append(
      "\(folder): \(form), dialect \(dialect); read back, the same on \(readBack.structures) structures "
        + "(energy \(readBack.energy) eV/atom, force \(readBack.force) eV/Å)")
    if !constants.isEmpty {
      let values = constants.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      lines.append("  left out, in eV an atom: " + values.joined(separator: ", "))
    }
    lines.append("\(folder)/README.md: how \(programs) run it")
    return lines
  }
}
