/// What can be wrong with a set of n2p2 files, or with a potential that should become one.
public enum N2P2Error: Error, Equatable, CustomStringConvertible {
  /// A file cannot be read.
  case unreadable(file: String, cause: String)
  /// A file cannot be written.
  case unwritable(file: String, cause: String)
  /// A line of a file cannot be right.
  case invalidLine(file: String, line: Int, problem: String)
  /// A file as a whole cannot be right.
  case invalidFile(file: String, problem: String)
  /// A dialect cannot hold a potential.
  case notInDialect(N2P2Dialect, problem: String)
  /// What was written does not read back as the same potential.
  case differsWhenReadBack(folder: String, problem: String)

  public var description: String {
    switch self {
    case .unreadable(let file, let cause): "\(file): cannot be read: \(cause)"
    case .unwritable(let file, let cause): "\(file): cannot be written: \(cause)"
    case .invalidLine(let file, let line, let problem): "\(file), line \(line): \(problem)"
    case .invalidFile(let file, let problem): "\(file): \(problem)"
    case .notInDialect(let dialect, let problem):
      "the \(dialect.rawValue) dialect cannot hold this potential: \(problem)"
    case .differsWhenReadBack(let folder, let problem):
      "\(folder): the set that was written does not read back as the same potential: \(problem)"
    }
  }
}
