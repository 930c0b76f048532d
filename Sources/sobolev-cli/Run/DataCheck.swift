import Sobolev

/// Refuses structures that would only lead to nonsense.
enum DataCheck {
  /// Throws for what cannot be used.
  ///
  /// - Parameters:
  ///   - file: Where they come from, for findings about all of them.
  ///   - purpose: What the structures are for.
  /// - Returns: What somebody should look at, in words.
  /// - Throws: `DataCheckError` with the first finding that is an error.
  @discardableResult
  static func refuse(
    _ frames: [LabeledConfiguration], of file: String = "the data", for purpose: DataPurpose = .geometry
  ) throws -> [String] {
    try judge(DatasetCheck.run(on: frames), of: file, for: purpose)
  }

  /// Throws for a file that cannot be used, however large: one pass in bounded memory.
  ///
  /// - Returns: What somebody should look at, in words.
  /// - Throws: `DataCheckError` with the first finding that is an error; `DatasetError`.
  static func refuse(_ file: DatasetFile, for purpose: DataPurpose) throws -> [String] {
    var progress = ProgressBar("Checking")
    let outcome = try DatasetCheck.run(on: file) { progress.update($0) }
    progress.finish()
    return try judge(outcome, of: file.path, for: purpose) + outcome.remarks
  }

  private static func judge(
    _ outcome: DatasetCheck.Outcome, of file: String, for purpose: DataPurpose
  ) throws -> [String] {
    let findings = outcome.findings
    if let error = findings.first(where: { $0.severity == .error && !purpose.tolerates($0.rule) }) {
      throw DataCheckError(file: file, finding: error)
    }
    return findings.filter { $0.severity >= .warning }.map(\.description)
  }

  /// Refuses structures with elements that a potential does not know.
  ///
  /// - Throws: `PredictionError.unknownElement`.
  static func requireElements(of frames: [LabeledConfiguration], in known: [Element]) throws {
    for frame in frames {
      if let element = frame.configuration.elements.first(where: { !known.contains($0) }) {
        throw PredictionError.unknownElement(element, structure: frame.name, known: known)
      }
    }
  }
}

/// What structures are used for.
enum DataPurpose {
  /// To learn from their labels.
  case fit
  /// To learn from labels in units and with signs that the user vouches for.
  case trustedFit
  /// To start from, or to compare with: labels need not be there or fit together.
  case geometry

  /// Whether an error is none for this purpose.
  func tolerates(_ rule: DatasetFinding.Rule) -> Bool {
    switch (self, rule) {
    // A file with splits is used whole.
    case (_, .leakedFrame), (.geometry, .noLabels), (.geometry, .contradictedUnit),
      (.trustedFit, .contradictedUnit):
      true
    default: false
    }
  }
}

/// A structure that cannot be used.
struct DataCheckError: Error, CustomStringConvertible {
  let file: String
  let finding: DatasetFinding

  var description: String {
    let others = finding.count > 1 ? " (and \(finding.count - 1) more)" : ""
    return "\(finding.frames.first ?? file)\(others): \(finding.message); \(finding.advice)"
  }
}
