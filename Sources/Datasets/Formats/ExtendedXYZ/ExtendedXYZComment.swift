internal import Atomistics

/// The `key=value` pairs of the second line of a frame.
///
/// Values with spaces stand in double quotes, brackets or braces; words without a value are ignored. Keys are
/// compared without regard to case.
struct ExtendedXYZComment {
  /// The values by their keys in lower case.
  private var values: [String: String] = [:]
  /// The keys as they are written.
  private var names: [String: String] = [:]

  init(_ text: String, at location: ExtendedXYZLocation) throws(ExtendedXYZError) {
    var rest = Substring(text)
    while true {
      rest = rest.drop(while: \.isWhitespace)
      guard !rest.isEmpty else { return }
      let key = rest.prefix { $0 != "=" && !$0.isWhitespace }
      rest = rest[key.endIndex...]
      guard rest.first == "=" else { continue }
      rest = rest.dropFirst()
      let length: Int
      if rest.first == "\"" {
        length = rest.dropFirst().firstIndex(of: "\"").map { rest.distance(to: $0) } ?? 0
      } else if let opening = rest.first, opening == "[" || opening == "{" {
        length = Self.bracketLength(of: rest)
      } else {
        set(key, rest.prefix { !$0.isWhitespace })
        rest = rest.drop { !$0.isWhitespace }
        continue
      }
      guard length > 0 else {
        // The second line of a plain XYZ file is any text.
        guard text.contains("Properties=") || text.contains("properties=") else { return }
        throw .unclosedQuote(path: location.path, line: location.line)
      }
      set(key, rest.prefix(length).dropFirst())
      rest = rest.dropFirst(length + 1)
    }
  }

  private mutating func set(_ key: Substring, _ value: Substring) {
    let lowercased = key.lowercased()
    values[lowercased] = String(value)
    names[lowercased] = String(key)
  }

  /// The value of a key in lower case.
  subscript(key: String) -> String? { values[key] }

  /// The number of characters before the bracket that closes the first one; 0 when none does.
  private static func bracketLength(of text: Substring) -> Int {
    var depth = 0
    for (offset, character) in text.enumerated() {
      if "[{".contains(character) { depth += 1 }
      if "]}".contains(character) { depth -= 1 }
      if depth == 0 { return offset }
    }
    return 0
  }

  // MARK: Typed values

  /// The one of several keys that is there with a value, or `nil`.
  ///
  /// - Throws: `ExtendedXYZError.ambiguous` when there are several with different values.
  func present(
    _ keys: [String], at location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) -> String? {
    let present = keys.filter { values[$0] != nil }
    guard Set(present.map { values[$0] }).count <= 1 else {
      throw .ambiguous(path: location.path, line: location.line, keys: present)
    }
    return present.first
  }

  /// One finite number, or `nil` where none of the keys is there or its value is NaN.
  func number(
    _ keys: [String], at location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) -> Double? {
    guard let key = try present(keys, at: location), let text = values[key], Double(text)?.isNaN != true
    else { return nil }
    return try location.number(text, key)
  }

  /// Finite numbers, or `nil` where none of the keys is there.
  ///
  /// - Parameter counts: How many there may be.
  func numbers(
    _ keys: [String], counts: [Int], at location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) -> [Double]? {
    guard let key = try present(keys, at: location), let text = values[key] else { return nil }
    var numbers: [Double] = []
    for item in text.split(whereSeparator: { " \t,[]{}".contains($0) }) {
      numbers.append(try location.number(item, key))
    }
    guard counts.contains(numbers.count) else {
      throw .wrongItemCount(
        path: location.path, line: location.line, key: names[key] ?? key, expected: counts[0],
        found: numbers.count)
    }
    return numbers
  }

  /// The lattice vectors as rows.
  func lattice(at location: ExtendedXYZLocation) throws(ExtendedXYZError) -> Matrix3? {
    try numbers(["lattice"], counts: [9], at: location).map { Matrix3($0) }
  }

  /// The directions that repeat; all by default.
  func periodicity(at location: ExtendedXYZLocation) throws(ExtendedXYZError) -> [Bool] {
    guard let text = self["pbc"] else { return [true, true, true] }
    let items = text.split(whereSeparator: { " \t,[]{}".contains($0) })
    guard items.count == 3 else {
      throw .wrongItemCount(
        path: location.path, line: location.line, key: "pbc", expected: 3, found: items.count)
    }
    return items.map { ["t", "1", "true"].contains($0.lowercased()) }
  }

  /// A symmetric tensor of nine numbers, or of six in the order xx yy zz yz xz xy of ASE.
  func tensor(
    _ keys: [String], at location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) -> Matrix3? {
    guard let values = try numbers(keys, counts: [9, 6], at: location) else { return nil }
    return Matrix3(values.count == 6 ? FrameBlock.tensors(fromVoigt: values) : values)
  }
}

extension Substring {
  /// The number of characters before an index.
  fileprivate func distance(to index: Index) -> Int { distance(from: startIndex, to: index) }
}
