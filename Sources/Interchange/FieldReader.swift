import HDF5

/// Reads required attributes of a group and says clearly what is wrong with them.
struct FieldReader {
  let group: HDF5Group

  /// A finite number.
  func number(_ name: String) throws -> Double {
    let value = try single(numbers(name), name)
    guard value.isFinite else { throw invalid(name, "is \(value)") }
    return value
  }

  /// A list of numbers, which may be empty or not finite.
  func numbers(_ name: String) throws -> [Double] { try attribute(name).read(Double.self) }

  /// A whole number.
  func integer(_ name: String) throws -> Int { try single(integers(name), name) }

  /// A whole number that counts something.
  func count(_ name: String) throws -> Int {
    let value = try integer(name)
    guard value >= 0 else { throw invalid(name, "is \(value)") }
    return value
  }

  /// A list of whole numbers.
  func integers(_ name: String) throws -> [Int] { try attribute(name).read(Int.self) }

  /// A text.
  func text(_ name: String) throws -> String { try single(texts(name), name) }

  /// A list of texts.
  func texts(_ name: String) throws -> [String] { try attribute(name).readStrings() }

  /// A chemical symbol or anything else that text can stand for.
  func value<Value>(_ name: String, _ convert: (String) -> Value?) throws -> Value {
    let text = try text(name)
    guard let value = convert(text) else { throw invalid(name, "is '\(text)'") }
    return value
  }

  /// Whether there is such an attribute.
  func has(_ name: String) throws -> Bool { try group.attribute(name) != nil }

  /// The error that an attribute is not right.
  func invalid(_ name: String, _ problem: String) -> PotentialFileError {
    .invalid(file: group.file, object: place(name), problem: problem)
  }

  private func place(_ name: String) -> String { "attribute \(name) of \(group.path)" }

  private func attribute(_ name: String) throws -> HDF5Attribute {
    guard let attribute = try group.attribute(name) else {
      throw PotentialFileError.missing(file: group.file, object: place(name))
    }
    return attribute
  }

  private func single<Value>(_ values: [Value], _ name: String) throws -> Value {
    guard values.count == 1 else { throw invalid(name, "has \(values.count) values where one belongs") }
    return values[0]
  }
}
