internal import Atomistics

/// The `key=value` pairs of the second line of a frame.
///
/// Values with spaces stand in double quotes, brackets or braces; words without a value are ignored.
struct ExtendedXYZComment {
  private var values: [String: String] = [:]

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
        values[String(key)] = String(rest.prefix { !$0.isWhitespace })
        rest = rest.drop { !$0.isWhitespace }
        continue
      }
      guard length > 0 else {
        // The second line of a plain XYZ file is any text.
        guard text.contains("Properties=") else { return }
        throw .unclosedQuote(path: location.path, line: location.line)
      }
      values[String(key)] = String(rest.prefix(length).dropFirst())
      rest = rest.dropFirst(length + 1)
    }
  }

  /// The value of a key.
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

  /// One finite number, or `nil` where the key is missing or its value NaN.
  func number(
    _ key: String, at location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) -> Double? {
    guard let text = values[key], Double(text)?.isNaN != true else { return nil }
    return try location.number(text, key)
  }

  /// A 3 × 3 matrix in row order, or `nil` where the key is missing.
  private func matrix(
    _ key: String, at location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) -> Matrix3? {
    guard let text = values[key] else { return nil }
    var numbers: [Double] = []
    for item in text.split(whereSeparator: { " \t,[]{}".contains($0) }) {
      numbers.append(try location.number(item, key))
    }
    try location.require(numbers.count, of: 9, key)
    return Matrix3(numbers)
  }

  /// The cell; `pbc` alone makes none, and a lattice that repeats nowhere is none.
  func cell(at location: ExtendedXYZLocation) throws(ExtendedXYZError) -> Cell? {
    guard let vectors = try matrix("Lattice", at: location) else { return nil }
    var periodicity = [true, true, true]
    if let text = values["pbc"] {
      let items = text.split(whereSeparator: { " \t,[]{}".contains($0) })
      try location.require(items.count, of: 3, "pbc")
      periodicity = items.map { ["T", "1", "true"].contains($0) || $0 == "True" }
    }
    return periodicity.contains(true) ? Cell(vectors, periodicity: periodicity) : nil
  }

  /// The virial −∂E/∂strain in eV, given as such or as a stress −W/V in eV/Å³.
  func virial(
    volume: Double?, at location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) -> Matrix3? {
    if let virial = try matrix("virial", at: location) { return virial }
    guard let volume, let stress = try matrix("stress", at: location) else { return nil }
    return -volume * stress
  }
}

extension Substring {
  /// The number of characters before an index.
  fileprivate func distance(to index: Index) -> Int { distance(from: startIndex, to: index) }
}
