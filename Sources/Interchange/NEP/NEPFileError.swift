/// What can be wrong with a `nep.txt` file, or with a potential that should become one.
public enum NEPFileError: Error, Equatable, CustomStringConvertible {
  /// The file cannot be read as text.
  case unreadable(file: String, reason: String)
  /// A line is not what belongs there.
  case invalid(file: String, line: Int, problem: String)
  /// The number of numbers after the header is not the one that the header implies.
  case wrongCount(file: String, found: Int, expected: Int, detail: String)
  /// A dialect cannot hold the potential.
  case notRepresentable(dialect: NEPDialect, problem: String)
  /// What was written gives another potential when it is read.
  case differsWhenReadBack(file: String)

  public var description: String {
    switch self {
    case .unreadable(let file, let reason):
      "\(file): cannot be read: \(reason)"
    case .invalid(let file, let line, let problem):
      "\(file), line \(line): \(problem)"
    case .wrongCount(let file, let found, let expected, let detail):
      "\(file): \(found) numbers follow the header, which implies \(expected) (\(detail)); the file is cut off, "
        + "or of a dialect that counts otherwise"
    case .notRepresentable(let dialect, let problem):
      "the dialect '\(dialect.rawValue)' of nep.txt cannot hold this potential: \(problem)"
    case .differsWhenReadBack(let file):
      "\(file): gives another potential when it is read back; nothing was saved"
    }
  }
}
