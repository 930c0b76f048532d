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
    let errors: [Quantity: Double]
  }

  private(set) var rows: [Row] = []
  private let path: String
  private var keys: Set<TrialKey> = []

  private static let header =
    TrialKey.header + ["frames", "epochs", "cpu_seconds", "test_set"] + Quantity.allCases.map(\.rawValue)

  /// Reads what an earlier run has left.
  init(path: String) throws {
    self.path = path
    guard FileManager.default.fileExists(atPath: path) else { return }
    let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    let titles = lines.first.map(Row.fields) ?? []
    for (number, line) in lines.enumerated().dropFirst() {
      guard let row = Row(line: line, titles: titles) else { throw ResultsError(path: path, line: number + 1) }
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
        errors: Dictionary(
          uniqueKeysWithValues: Quantity.allCases.compactMap { quantity in errors[quantity].map { (quantity, $0) } }))
    }
    let text = ([Self.header.joined(separator: ",")] + rows.map(\.line)).joined(separator: "\n") + "\n"
    try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
  }
}

extension Results.Row {
  fileprivate var line: String {
    (key.fields + ["\(frames)", "\(epochs)", String(format: "%.2f", seconds), set]
      + Quantity.allCases.map { errors[$0].map { String(format: "%.6g", $0) } ?? "" }).joined(separator: ",")
  }

  fileprivate static func fields(_ line: Substring) -> [String] {
    line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
  }

  /// Reads a line under the titles of its file, which may lack quantities.
  fileprivate init?(line: Substring, titles: [String]) {
    let fields = Self.fields(line)
    guard fields.count == titles.count, let key = TrialKey(fields: fields) else { return nil }
    let cells = Dictionary(zip(titles, fields), uniquingKeysWith: { first, _ in first })
    guard let frames = cells["frames"].flatMap({ Int($0) }), let epochs = cells["epochs"].flatMap({ Int($0) }),
      let seconds = cells["cpu_seconds"].flatMap({ Double($0) }), let set = cells["test_set"]
    else { return nil }
    var errors: [Quantity: Double] = [:]
    for quantity in Quantity.allCases {
      guard let cell = cells[quantity.rawValue], !cell.isEmpty else { continue }
      guard let error = Double(cell) else { return nil }
      errors[quantity] = error
    }
    self.init(key: key, frames: frames, epochs: epochs, seconds: seconds, set: set, errors: errors)
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
