/// The type of the elements of a NumPy array.
struct NumPyType: Sendable, Hashable {
  enum Kind: Sendable, Hashable {
    case float, signed, unsigned, boolean
    /// Bytes, padded by zeros.
    case bytes
    /// UTF-32, padded by zeros.
    case unicode
  }

  let kind: Kind
  /// The number of bytes of an element.
  let size: Int
  let isBigEndian: Bool

  /// Reads a type such as `<f8`, `|b1` or `>U12`; `nil` for what is no number or text (complex, times,
  /// objects).
  init?(_ text: String) {
    guard let order = text.first, "<>|=".contains(order), let letter = text.dropFirst().first,
      let count = Int(text.dropFirst(2)), (0...1 << 24).contains(count)
    else { return nil }
    isBigEndian = order == ">"
    switch (letter, count) {
    case ("f", 2), ("f", 4), ("f", 8): (kind, size) = (.float, count)
    case ("i", 1), ("i", 2), ("i", 4), ("i", 8): (kind, size) = (.signed, count)
    case ("u", 1), ("u", 2), ("u", 4), ("u", 8): (kind, size) = (.unsigned, count)
    case ("b", 1): (kind, size) = (.boolean, 1)
    case ("S", _), ("a", _): (kind, size) = (.bytes, count)
    case ("U", _): (kind, size) = (.unicode, 4 * count)
    default: return nil
    }
  }

  var isText: Bool { kind == .bytes || kind == .unicode }

  /// In words, for messages.
  var words: String {
    switch kind {
    case .float: "floating-point numbers"
    case .signed, .unsigned: "integers"
    case .boolean: "truth values"
    case .bytes, .unicode: "texts"
    }
  }
}
