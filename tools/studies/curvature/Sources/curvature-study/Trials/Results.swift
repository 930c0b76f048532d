internal import Foundation

/// The errors of all fits so far, kept in a file of comma-separated values with a line for each fit and test set.
struct Results {
  /// One line.
  struct Row {
    let key: TrialKey
    let frames: Int
    let epochs: Int
    let seconds: Double
    let set: String
    /// In the order of `Quantity.allCases`.
    let errors: [Double]
  }

  private(set) var rows: [Row] = []
  private let path: String
  private var keys: Set<TrialKey> = []

  private static let header =
    (TrialKey.header + ["frames", "epochs", "cpu_seconds", "test_set"] + Quantity.allCases.map(\.rawValue))
    .joined(separator: ",")

  /// Reads what an earlier run has left.
  init(path: String) throws {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else { return }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    for (number, line) in lines.enumerated().dropFirst() {
      guard let row = Row(line: String(line)) else { throw ResultsError(path: path, line: number + 1) }
      rows.append(row)
      keys.insert(row.key)
    }
  }

  func contains(_ key: TrialKey) -> Bool { keys.contains(key) }

  /// Adds a fit and writes the file, all or nothing.
  mutating func append(_ trial: Trial) throws {
    keys.insert(trial.key)
    rows += trial.errors.map { set, errors in
      Row(
        key: trial.key, frames: trial.frames, epochs: trial.epochs, seconds: trial.seconds, set: set,
        errors: Quantity.allCases.map { errors[$0] })
    }
    let text = ([Self.header] + rows.map(\.line)).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}

extension Results.Row {
  fileprivate var line: String {
    (key.fields + ["\(frames)", "\(epochs)", String(format: "%.2f", seconds), set]
      + errors.map { String(format: "%.6g", $0) }).joined(separator: ",")
  }

  fileprivate init?(line: String) {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
    let rest = Array(fields.dropFirst(TrialKey.header.count))
    guard let key = TrialKey(fields: fields), rest.count == 4 + Quantity.allCases.count,
      let frames = Int(rest[0]), let epochs = Int(rest[1]), let seconds = Double(rest[2])
    else { return nil }
    let errors = rest[4...].compactMap { Double($0) }
    guard errors.count == Quantity.allCases.count else { return nil }
    self.init(key: key, frames: frames, epochs: epochs, seconds: seconds, set: rest[3], errors: errors)
  }
}

/// A line of the file cannot be read.
struct ResultsError: Error, CustomStringConvertible {
  let path: String
  let line: Int

  var description: String {
    "\(path), line \(line) is not a result of this study: take the line out, or choose another folder with -o"
  }
}
