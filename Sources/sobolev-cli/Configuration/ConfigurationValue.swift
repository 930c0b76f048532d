import Yams

/// A type of value that a configuration key can have.
protocol ConfigurationValue: Sendable, Equatable {
  /// How a message names the type: `a number`.
  static var kind: String { get }

  /// Reads a YAML scalar or list, or `nil` when it is something else.
  init?(yaml: Node)

  /// The text that reads back as exactly this value.
  var yaml: String { get }

  /// The numbers that must lie within the allowed range.
  var magnitudes: [Double] { get }
}

extension Double: ConfigurationValue {
  static var kind: String { "a number" }
  init?(yaml: Node) {
    guard let text = yaml.scalar?.string, let value = Double(text), value.isFinite else {
      return nil
    }
    self = value
  }
  var yaml: String { description }
  var magnitudes: [Double] { [self] }
}

extension Int: ConfigurationValue {
  static var kind: String { "a whole number" }
  init?(yaml: Node) {
    guard let text = yaml.scalar?.string, let value = Int(text) else { return nil }
    self = value
  }
  var yaml: String { description }
  var magnitudes: [Double] { [Double(self)] }
}

extension UInt64: ConfigurationValue {
  static var kind: String { "a whole number" }
  init?(yaml: Node) {
    guard let text = yaml.scalar?.string, let value = UInt64(text) else { return nil }
    self = value
  }
  var yaml: String { description }
  var magnitudes: [Double] { [Double(self)] }
}

extension [Int]: ConfigurationValue {
  static var kind: String { "a list of whole numbers" }
  init?(yaml: Node) {
    guard let items = yaml.sequence else { return nil }
    var values: [Int] = []
    for item in items {
      guard let value = Int(yaml: item) else { return nil }
      values.append(value)
    }
    self = values
  }
  var yaml: String { "[" + map(\.yaml).joined(separator: ", ") + "]" }
  var magnitudes: [Double] { map(Double.init) }
}

extension Optional: ConfigurationValue where Wrapped: ConfigurationValue {
  static var kind: String { Wrapped.kind + " or none" }
  init?(yaml: Node) {
    if yaml.scalar?.string == "none" {
      self = .none
    } else if let value = Wrapped(yaml: yaml) {
      self = value
    } else {
      return nil
    }
  }
  var yaml: String { self?.yaml ?? "none" }
  var magnitudes: [Double] { self?.magnitudes ?? [] }
}
