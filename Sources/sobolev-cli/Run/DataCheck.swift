import Sobolev

/// Refuses structures that would only lead to nonsense.
enum DataCheck {
  /// Throws for what cannot be used.
  ///
  /// - Parameter purpose: What the structures are for.
  /// - Returns: What somebody should look at, in words.
  /// - Throws: `DataCheckError` with the first finding that is an error.
  @discardableResult
  static func refuse(
    _ frames: [LabeledConfiguration], for purpose: DataPurpose = .geometry
  ) throws -> [String] {
    let findings = try DatasetCheck.run(on: frames).findings
    if let error = findings.first(where: { $0.severity == .error && !purpose.tolerates($0.rule) }) {
      throw DataCheckError(finding: error)
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
  let finding: DatasetFinding

  var description: String {
    let others = finding.count > 1 ? " (and \(finding.count - 1) more)" : ""
    return "\(finding.frames.first ?? "the data")\(others): \(finding.message); \(finding.advice)"
  }
}
