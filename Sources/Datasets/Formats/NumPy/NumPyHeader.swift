/// The first bytes of a `.npy` file: what kind of numbers follow, and in which shape.
///
/// Format versions 1 to 3 (https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html): a magic
/// string, the version, the length of the text that follows, and a Python dictionary with the keys `descr`,
/// `fortran_order` and `shape`.
struct NumPyHeader: Sendable, Hashable {
  let type: NumPyType
  let shape: [Int]
  /// Whether the first index runs fastest.
  let isFortranOrder: Bool
  /// The number of bytes before the elements.
  let byteCount: Int

  static let magic: [UInt8] = [0x93] + Array("NUMPY".utf8)

  /// Reads the header of an array.
  ///
  /// - Parameter name: What messages call the array.
  /// - Throws: `DatasetError.storage` for what is no array, of a newer version, or of Python objects.
  init(_ region: FileRegion, name: String) throws(DatasetError) {
    let text: String
    (text, byteCount) = try NumPyHeader.text(region, name: name)
    guard let fields = PythonDictionary(text), case .numbers(let shape) = fields["shape"],
      case .boolean(let isFortranOrder) = fields["fortran_order"], let description = fields["descr"]
    else {
      throw .storage("\(name): the header of the NumPy array is damaged: \(text.prefix(80))")
    }
    guard case .text(let spelling) = description, let type = NumPyType(spelling) else {
      throw NumPyHeader.refusal(description, name: name)
    }
    self.type = type
    self.shape = shape
    self.isFortranOrder = isFortranOrder
  }

  /// The dictionary as text, and where the elements begin.
  private static func text(
    _ region: FileRegion, name: String
  ) throws(DatasetError) -> (String, byteCount: Int) {
    let start = try region.part(offset: 0, count: min(12, region.count))?.bytes() ?? []
    guard start.count >= 10, start.starts(with: magic) else {
      throw .storage("\(name): not a NumPy array (.npy); check that the file is whole")
    }
    let version = start[6]
    guard (1...3).contains(version), version == 1 || start.count == 12 else {
      throw .storage("\(name): version \(version) of the .npy format is not known; save the array anew")
    }
    let lengthBytes = start[8..<(version == 1 ? 10 : 12)]
    let length = lengthBytes.reversed().reduce(0) { $0 << 8 | Int($1) }
    guard let body = region.part(offset: 8 + lengthBytes.count, count: length) else {
      throw .storage("\(name): the file ends inside the header of the NumPy array; copy it again")
    }
    return (String(decoding: try body.bytes(), as: UTF8.self), 8 + lengthBytes.count + length)
  }

  private static func refusal(_ description: PythonDictionary.Value, name: String) -> DatasetError {
    guard case .text(let spelling) = description else {
      return .storage("\(name): holds records of several fields; save each field as an array of its own")
    }
    if spelling.contains("O") {
      return .storage(
        "\(name): holds pickled Python objects, which could run code; save it as an array of numbers or "
          + "texts (dtype f8, i8, U)")
    }
    return .storage("\(name): holds elements of the type \(spelling), which are no numbers or texts")
  }

  /// The number of elements, or `nil` where it is absurd.
  var elementCount: Int? {
    shape.reduce(1 as Int?) { product, length in
      guard let (result, overflow) = product.map({ $0.multipliedReportingOverflow(by: length) }),
        !overflow, length >= 0
      else { return nil }
      return result
    }
  }
}
