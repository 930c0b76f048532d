import CHDF5

/// A small named value attached to a group or dataset.
public final class HDF5Attribute: Sendable {
  /// The length of each axis; `[]` for a single value.
  public let shape: [Int]

  private let handle: HDF5Handle
  private let place: Place
  private let type: HDF5Handle

  init(_ handle: HDF5Handle, _ place: Place) throws(HDF5Error) {
    self.handle = handle
    self.place = place
    type = try HDF5Handle("find the type of", place, close: { H5Tclose($0) }) {
      H5Aget_type(handle.id)
    }
    shape = try HDF5Space(place) { H5Aget_space(handle.id) }.shape()
  }

  /// Whether it holds text.
  public var isText: Bool { HDF5TypeClass(of: type) == .string }

  /// Whether it holds integers (an enumeration such as h5py's booleans included).
  public var isInteger: Bool { HDF5TypeClass(of: type).converts(to: .int64) }

  /// All numbers in row order, converted by libhdf5.
  ///
  /// - Throws: `HDF5Error.wrongType` when it holds something else.
  public func read<Number: HDF5Number>(
    _ number: Number.Type = Number.self
  ) throws(HDF5Error) -> [Number] {
    let stored = HDF5TypeClass(of: type)
    guard stored.converts(to: Number.storedType) else {
      throw .wrongType(
        file: place.file, object: place.object, stored: stored.words, wanted: "numbers")
    }
    let count = try checkedCount()
    return try readValues(count: count, place) { buffer in
      H5Aread(handle.id, Number.memoryType, buffer)
    }
  }

  /// All texts in row order.
  ///
  /// - Throws: `HDF5Error.wrongType` when it holds something else.
  public func readStrings() throws(HDF5Error) -> [String] {
    let space = try HDF5Space(place) { H5Aget_space(handle.id) }
    let text = try HDF5Text(type, of: handle, place)
    return try text.read(count: checkedCount(), space: space) { memoryType, buffer in
      H5Aread(handle.id, memoryType, buffer)
    }
  }

  /// The value in words, for listings: texts as they are, numbers in decimal, several joined by commas.
  ///
  /// - Throws: `HDF5Error.failed`.
  public func words() throws(HDF5Error) -> String {
    switch HDF5TypeClass(of: type) {
    case .string: return try readStrings().joined(separator: ", ")
    case .integer, .enumeration: return try read(Int.self).map { "\($0)" }.joined(separator: ", ")
    case .float: return try read(Double.self).map { "\($0)" }.joined(separator: ", ")
    case .other: return "(\(HDF5TypeClass.other.words))"
    }
  }

  func write<Number: HDF5Number>(_ numbers: [Number]) throws(HDF5Error) {
    try HDF5Library.call("write", place) { H5Awrite(handle.id, Number.memoryType, numbers) }
  }

  func write(_ texts: [String]) throws(HDF5Error) {
    try HDF5Text.withPointers(texts) { (pointers) throws(HDF5Error) in
      try HDF5Library.call("write", place) { H5Awrite(handle.id, type.id, pointers) }
    }
  }

  /// The number of elements, checked against the bytes that are really there.
  private func checkedCount() throws(HDF5Error) -> Int {
    let stored = handle.locked { Int(clamping: H5Aget_storage_size($0)) }
    // Attributes are never compressed: what the file cannot hold is a damaged dataspace or type.
    let greatest = HDF5Library.fileSize(of: handle)
    guard let count = shape.elementCount, count <= greatest, stored <= greatest else {
      throw .implausibleSize(
        file: place.file, object: place.object, shape: shape, storedBytes: stored)
    }
    return count
  }
}

/// Reads a known number of values into a new array through libhdf5.
func readValues<Value>(
  count: Int, _ place: Place, _ read: (UnsafeMutableRawPointer?) -> herr_t
) throws(HDF5Error) -> [Value] {
  guard count > 0 else { return [] }
  var failure: HDF5Error?
  let values = [Value](unsafeUninitializedCapacity: count) { buffer, initialized in
    do throws(HDF5Error) {
      try HDF5Library.call("read", place) { read(buffer.baseAddress) }
      initialized = count
    } catch {
      failure = error
    }
  }
  if let failure { throw failure }
  return values
}
