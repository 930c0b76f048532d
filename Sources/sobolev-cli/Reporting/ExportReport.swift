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

  /// What a student has lost, on structures that it was not trained on.
  struct Loss: Encodable {
    let frames: Int
    /// The student against its teacher.
    let errors: ErrorReport
    /// Both against reference labels; `nil` where there are none.
    let labels: LabelComparison?

    enum CodingKeys: String, CodingKey {
      case frames, errors
      case labels = "against_labels"
    }

    init(_ outcome: Distillation.Outcome, labels: LabelComparison?) {
      frames = outcome.frames
      errors = ErrorReport(outcome.loss, listingWorst: false)
      self.labels = labels
    }

    /// What the README beside the files says about it.
    var section: String { "\n## Accuracy\n\n" + lines.map { "    \($0)\n" }.joined() }

    /// The lines of a plain report.
    var lines: [String] {
      ["Distilled on \(frames.grouped) frames; against the teacher on unseen ones:"] + errors.summary
        + (labels?.lines ?? ["No structure to compare on has reference labels; name labeled data with --test"])
    }
  }

  init(folder: String, _ export: any PotentialExport, _ comparison: ExportComparison, _ loss: Loss?) {
    self.folder = folder
    dialect = export.dialectName
    form = export.form
    programs = export.programs
    constants = Dictionary(uniqueKeysWithValues: export.constants.map { ($0.key.symbol, $0.value) })
    readBack = comparison
    distillation = loss
  }

  /// The lines of a plain report.
  var lines: [String] {
    var lines = distillation?.lines ?? []
    lines.append(
      "\(folder): \(form), dialect \(dialect); read back, the same on \(readBack.structures) structures "
        + "(to \(readBack.energy.brief) eV/atom and \(readBack.force.brief) eV/Å)")
    if !constants.isEmpty {
      let values = constants.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      lines.append("  left out, in eV an atom: " + values.joined(separator: ", "))
    }
    lines.append("\(folder)/README.md: how \(programs) run it")
    return lines
  }
}
