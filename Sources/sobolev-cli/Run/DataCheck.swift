import Sobolev

/// Refuses structures that would only lead to nonsense.
enum DataCheck {
  /// Throws for what cannot be used.
  ///
  /// - Returns: What somebody should look at, in words.
  /// - Throws: `DataCheckError` with the first finding that is an error.
  @discardableResult
  static func refuse(_ frames: [LabeledConfiguration]) throws -> [String] {
    let findings = DatasetCheck.findings(in: frames)
    // A structure to start from needs no label.
    if let error = findings.first(where: { $0.severity == .error && $0.rule != .noLabels }) {
      throw DataCheckError(finding: error)
    }
    return findings.filter { $0.severity == .warning }.map(\.description)
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

/// A structure that cannot be used.
struct DataCheckError: Error, CustomStringConvertible {
  let finding: DatasetFinding

  var description: String {
    let others = finding.count > 1 ? " (and \(finding.count - 1) more)" : ""
    return "\(finding.frames.first ?? "the data")\(others): \(finding.message); \(finding.advice)"
  }
}
