import Sobolev

/// The structures that a check leaves out of a copy.
struct DataRemoval {
  /// The copy.
  let path: String
  /// The structures left out with the first rule against each, in the order of the file.
  let removed: [(name: String, rule: DatasetFinding.Rule)]
  /// How many structures are in the copy.
  let kept: Int

  /// Writes the copy.
  ///
  /// - Throws: `DataRemovalError` where faults are left that no removal mends, or nothing would be left;
  ///   `DatasetError.storage`.
  init(of outcome: DatasetCheck.Outcome, from file: DatasetFile, to path: String) throws {
    if let finding = outcome.findings.first(where: { $0.severity == .error && !$0.rule.isRemovable }) {
      throw DataRemovalError.unmendable(finding.message, advice: finding.advice)
    }
    let faulty = outcome.faulty
    guard faulty.count < file.count else { throw DataRemovalError.nothingLeft(file.path) }
    // The splits of the file are kept.
    try file.copy(to: [path], adding: ["cleaned_from": file.path]) { index, frame in
      faulty[index] == nil ? (0, frame.split) : nil
    }
    self.path = path
    removed = faulty.sorted { $0.key < $1.key }.map { index, rule in (file.name(of: index), rule) }
    kept = file.count - faulty.count
  }
}

/// Why a data file cannot be mended by leaving structures out.
enum DataRemovalError: Error, CustomStringConvertible {
  case unmendable(String, advice: String)
  case nothingLeft(String)

  var description: String {
    switch self {
    case .unmendable(let message, let advice):
      "leaving structures out does not help where \(message); \(advice)"
    case .nothingLeft(let path): "\(path): every structure is at fault, nothing would be left"
    }
  }
}
