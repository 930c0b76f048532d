/// The few forms of a Python dictionary that stand in the header of a `.npy` file.
struct PythonDictionary {
  enum Value: Equatable {
    case text(String)
    case boolean(Bool)
    /// A tuple of integers.
    case numbers([Int])
    /// Something in brackets: the fields of a record.
    case list
  }

  private var values: [String: Value] = [:]

  subscript(key: String) -> Value? { values[key] }

  /// Reads `{'key': value, …}`; `nil` for anything else.
  init?(_ text: String) {
    var rest = Substring(text).trimmed
    guard rest.popFirst() == "{" else { return nil }
    while true {
      rest = rest.trimmed
      if rest.first == "}" { return }
      guard let key = PythonDictionary.quoted(&rest) else { return nil }
      rest = rest.trimmed
      guard rest.popFirst() == ":" else { return nil }
      rest = rest.trimmed
      guard let value = PythonDictionary.value(&rest) else { return nil }
      values[key] = value
      rest = rest.trimmed
      if rest.first == "," { rest.removeFirst() }
    }
  }

  private static func value(_ rest: inout Substring) -> Value? {
    switch rest.first {
    case "'", "\"": return quoted(&rest).map { .text($0) }
    case "(": return tuple(&rest).map { .numbers($0) }
    case "[": return list(&rest) ? .list : nil
    default:
      for (word, value) in [("True", true), ("False", false)] where rest.hasPrefix(word) {
        rest = rest.dropFirst(word.count)
        return .boolean(value)
      }
      return nil
    }
  }

  private static func quoted(_ rest: inout Substring) -> String? {
    guard let quote = rest.first, quote == "'" || quote == "\"" else { return nil }
    let body = rest.dropFirst()
    guard let end = body.firstIndex(of: quote) else { return nil }
    rest = body[body.index(after: end)...]
    return String(body[..<end])
  }

  private static func tuple(_ rest: inout Substring) -> [Int]? {
    guard let end = rest.firstIndex(of: ")") else { return nil }
    let items = rest[..<end].dropFirst().split(separator: ",").map(\.trimmed).filter { !$0.isEmpty }
    rest = rest[rest.index(after: end)...]
    // Python 2 wrote long integers as `10L`.
    let numbers = items.compactMap { Int($0.last == "L" ? $0.dropLast() : $0) }
    return numbers.count == items.count && numbers.allSatisfy { $0 >= 0 } ? numbers : nil
  }

  /// Passes over a list, whatever is in it.
  private static func list(_ rest: inout Substring) -> Bool {
    var depth = 0
    while let character = rest.popFirst() {
      if character == "[" { depth += 1 }
      if character == "]" { depth -= 1 }
      if depth == 0 { return true }
    }
    return false
  }
}

extension Substring {
  /// Without spaces and line ends on both sides.
  fileprivate var trimmed: Substring {
    var text = drop(while: \.isWhitespace)
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
