import Sobolev

/// What a check of a data file found, in words and as JSON.
struct CheckReport: Encodable {
  let path: String
  /// `sound`, `usable` with warnings, or `unusable`.
  let verdict: String
  let findings: [Row]
  /// What was corrected in reading.
  let notes: [String]
  /// What was looked at in part only.
  let remarks: [String]
  let fixed: Fix?

  struct Row: Encodable {
    let rule: String
    let severity: String
    let message: String
    let advice: String
    let count: Int
    let structures: [String]
  }

  struct Fix: Encodable {
    let path: String
    let kept: Int
    let removed: [Removed]
  }

  struct Removed: Encodable {
    let structure: String
    let rule: String
  }

  /// More removed structures than this are summed up in words.
  private static let removedInWords = 20
  private let words: [String]

  enum CodingKeys: String, CodingKey {
    case path, verdict, findings, notes, remarks, fixed
  }

  init(path: String, notes: [String], _ outcome: DatasetCheck.Outcome, _ removal: DataRemoval?) {
    self.path = path
    self.notes = notes
    verdict =
      switch outcome.severity {
      case .error: "unusable"
      case .warning: "usable"
      case .note, nil: "sound"
      }
    findings = outcome.findings.map {
      Row(
        rule: $0.rule.rawValue, severity: "\($0.severity)", message: $0.message, advice: $0.advice,
        count: $0.count, structures: $0.frames)
    }
    words = outcome.findings.map(\.description)
    remarks = outcome.remarks
    fixed = removal.map { removal in
      Fix(
        path: removal.path, kept: removal.kept,
        removed: removal.removed.map { Removed(structure: $0.name, rule: $0.rule.rawValue) })
    }
  }

  /// The lines of a plain report.
  var lines: [String] {
    let summary =
      switch verdict {
      case "unusable": "should not be used as it is"
      case "usable": "can be used; see the warnings"
      default: "sound"
      }
    var lines = ["\(path): \(summary)"]
    lines += notes.map { "  " + $0 } + words.map { "  " + $0 } + remarks.map { "  \($0)" }
    guard let fixed else { return lines }
    lines.append("\(fixed.path): \(fixed.kept.grouped) structures, \(fixed.removed.count.grouped) left out")
    lines += fixed.removed.prefix(CheckReport.removedInWords).map { "  \($0.structure): \($0.rule)" }
    let rest = fixed.removed.count - CheckReport.removedInWords
    return lines + (rest > 0 ? ["  and \(rest.grouped) more (all with --json)"] : [])
  }
}
