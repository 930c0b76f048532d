/// What can be wrong with a configuration file.
package enum ConfigurationError: Error, Equatable, CustomStringConvertible {
  case unreadable(file: String, cause: String)
  case syntax(file: String, line: Int, problem: String)
  case notAMapping(file: String, line: Int, place: String)
  case unknownSection(String, file: String, line: Int, suggestion: String?)
  case unknownKey(String, section: String, file: String, line: Int, suggestion: String?)
  case impossibleKey(String, section: String, file: String, line: Int, reason: String)
  case repeatedKey(String, file: String, line: Int)
  case wrongKind(key: String, file: String, line: Int, expected: String)
  case outOfRange(key: String, value: String, file: String, line: Int, allowed: String)

  package var description: String {
    func hint(_ suggestion: String?, otherwise: String) -> String {
      suggestion.map { "did you mean '\($0)'?" } ?? otherwise
    }
    switch self {
    case .unreadable(let file, let cause):
      return "\(file): cannot read the configuration: \(cause)"
    case .syntax(let file, let line, let problem):
      return "\(file):\(line): not valid YAML: \(problem)"
    case .notAMapping(let file, let line, let place):
      return "\(file):\(line): \(place) must be a list of 'key: value' lines"
    case .unknownSection(let name, let file, let line, let suggestion):
      let all = ConfigurationKey.Section.allCases.map(\.rawValue).joined(separator: ", ")
      return "\(file):\(line): unknown section '\(name)'; "
        + hint(suggestion, otherwise: "the sections are \(all)")
    case .unknownKey(let name, let section, let file, let line, let suggestion):
      return "\(file):\(line): unknown key '\(name)' in section '\(section)'; "
        + hint(suggestion, otherwise: "see 'sobolev fit --help' for how to list the keys")
    case .impossibleKey(let name, let section, let file, let line, let reason):
      return "\(file):\(line): section '\(section)' has no choice of '\(name)': \(reason)"
    case .repeatedKey(let name, let file, let line):
      return "\(file):\(line): '\(name)' is given twice; remove one of the two"
    case .wrongKind(let key, let file, let line, let expected):
      return "\(file):\(line): '\(key)' must be \(expected)"
    case .outOfRange(let key, let value, let file, let line, let allowed):
      return "\(file):\(line): '\(key)' is \(value), but must be \(allowed)"
    }
  }
}
