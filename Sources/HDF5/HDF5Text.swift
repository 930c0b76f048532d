import CHDF5

/// Text of fixed or variable length as libhdf5 hands it over.
struct HDF5Text {
  /// The dataset or attribute.
  private let owner: HDF5Handle
  private let type: HDF5Handle
  private let place: Place
  private let isVariable: Bool

  /// Looks at the stored type of a dataset or attribute.
  ///
  /// - Throws: `HDF5Error.wrongType` when it is not text.
  init(_ type: HDF5Handle, of owner: HDF5Handle, _ place: Place) throws(HDF5Error) {
    let stored = HDF5TypeClass(of: type)
    guard stored == .string else {
      throw .wrongType(file: place.file, object: place.object, stored: stored.words, wanted: "texts")
    }
    (self.owner, self.type) = (owner, type)
    self.place = place
    isVariable = try HDF5Library.call("find the type of", place) { H5Tis_variable_str(type.id) } > 0
  }

  /// The bytes that one text takes in the caller's memory.
  var stride: Int {
    isVariable
      ? MemoryLayout<UnsafeMutablePointer<CChar>?>.stride
      : type.locked { H5Tget_size($0) }
  }

  /// Reads texts by a call that is given the memory type and the buffer.
  func read(
    count: Int, space: HDF5Space, _ read: (hid_t, UnsafeMutableRawPointer?) -> herr_t
  ) throws(HDF5Error) -> [String] {
    guard count > 0 else { return [] }
    return isVariable
      ? try readVariable(count: count, space: space, read) : try readFixed(count: count, read)
  }

  private func readVariable(
    count: Int, space: HDF5Space, _ read: (hid_t, UnsafeMutableRawPointer?) -> herr_t
  ) throws(HDF5Error) -> [String] {
    try checkLengths(try readValues(count: count, place) { read(HDF5TextLength.type, $0) })
    var pointers = [UnsafeMutablePointer<CChar>?](repeating: nil, count: count)
    // Whatever was read before a failure is released as well; what was not read is nil.
    defer { _ = type.locked { H5Dvlen_reclaim($0, space.handle.id, sobolev_h5_default(), &pointers) } }
    try HDF5Library.call("read", place) { read(type.id, &pointers) }
    return pointers.map { $0.map { String(cString: $0) } ?? "" }
  }

  /// Refuses texts that are longer than the file, which stores each character of each text, never compressed.
  private func checkLengths(_ lengths: [UInt64]) throws(HDF5Error) {
    let (claimed, greatest) = (lengths.reduce(0, +), HDF5Library.fileSize(of: owner))
    guard claimed <= greatest else {
      throw .refused(
        file: place.file, object: place.object,
        cause: "claims texts of \(claimed) bytes, but the whole file has \(greatest); the file is damaged")
    }
  }

  private func readFixed(
    count: Int, _ read: (hid_t, UnsafeMutableRawPointer?) -> herr_t
  ) throws(HDF5Error) -> [String] {
    let size = stride
    let bytes: [UInt8] = try readValues(count: count * size, place) { read(type.id, $0) }
    let isSpacePadded = type.locked { H5Tget_strpad($0) } == H5T_STR_SPACEPAD
    return (0..<count).map { index in
      var text = bytes[index * size..<(index + 1) * size].prefix { $0 != 0 }
      while isSpacePadded, text.last == UInt8(ascii: " ") { text.removeLast() }
      return String(decoding: text, as: UTF8.self)
    }
  }

  /// Lends C strings of some texts; a text ends at its first NUL, as everywhere in HDF5.
  static func withPointers(
    _ texts: [String], _ body: ([UnsafePointer<CChar>?]) throws(HDF5Error) -> Void
  ) throws(HDF5Error) {
    var bytes: [CChar] = []
    let offsets = texts.map { text in
      defer { bytes += text.utf8CString }
      return bytes.count
    }
    var failure: HDF5Error?
    bytes.withUnsafeBufferPointer { buffer in
      do throws(HDF5Error) {
        try body(offsets.map { offset in buffer.baseAddress.map { $0 + offset } })
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
  }
}
