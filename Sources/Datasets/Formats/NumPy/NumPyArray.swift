/// An array in a `.npy` file or `.npz` archive, read some rows at a time.
///
/// Rows are the entries of the first axis; whatever order the file has, numbers come out in row order.
struct NumPyArray: Sendable {
  /// What messages call it: the path of the file, and the name in an archive.
  let name: String
  let header: NumPyHeader
  private let elements: FileRegion

  var shape: [Int] { header.shape }

  /// Opens an array; checks that all of its elements are there.
  ///
  /// - Throws: `DatasetError.storage`.
  init(_ region: FileRegion, name: String) throws(DatasetError) {
    self.name = name
    header = try NumPyHeader(region, name: name)
    let size = header.elementCount?.multipliedReportingOverflow(by: header.type.size)
    guard let size, !size.overflow,
      let elements = region.part(offset: header.byteCount, count: size.partialValue)
    else {
      throw .storage(
        "\(name): the array has the shape \(header.shape), but the file has only "
          + "\(region.count - header.byteCount) bytes of it; copy it again")
    }
    self.elements = elements
  }

  /// Opens a `.npy` file.
  init(path: String) throws(DatasetError) {
    try self.init(RandomAccessFile(path: path).all, name: path)
  }

  /// Reads numbers of some rows (all by default); integers and truth values are converted.
  ///
  /// - Throws: `DatasetError.storage` for texts.
  func numbers(rows: Range<Int>? = nil) throws(DatasetError) -> [Double] {
    guard !header.type.isText else { throw wrongType("numbers") }
    if header.type.kind == .float, header.type.size == 8, !header.type.isBigEndian, !isTransposed {
      let (start, count) = span(rows)
      return try elements.values(Double.self, at: start * 8, count: count)
    }
    return NumPyDecoder.doubles(try bytes(rows), header.type)
  }

  /// Reads the first number of each of some rows (all by default).
  ///
  /// - Throws: `DatasetError.storage` for texts.
  func firstNumbers(rows: Range<Int>? = nil) throws(DatasetError) -> [Double] {
    guard !header.type.isText else { throw wrongType("numbers") }
    let rows = rows ?? 0..<(header.shape.first ?? 1)
    guard rowLength > 0 else { return [] }
    // The first column of a transposed array lies in one piece; else each row begins somewhere else.
    let stride = (isTransposed ? 1 : rowLength) * header.type.size
    var bytes: [UInt8] = []
    bytes.reserveCapacity(rows.count * header.type.size)
    for row in rows { bytes += try elements.values(UInt8.self, at: row * stride, count: header.type.size) }
    return NumPyDecoder.doubles(bytes, header.type)
  }

  /// Reads integers of some rows (all by default).
  ///
  /// - Throws: `DatasetError.storage` for texts, and for numbers that are no integers.
  func integers(rows: Range<Int>? = nil) throws(DatasetError) -> [Int] {
    guard !header.type.isText else { throw wrongType("integers") }
    if header.type.kind == .float {
      let numbers = try numbers(rows: rows)
      let integers = numbers.compactMap { Int(exactly: $0) }
      guard integers.count == numbers.count else { throw wrongType("integers") }
      return integers
    }
    guard let integers = NumPyDecoder.integers(try bytes(rows), header.type) else {
      throw wrongType("integers below 2⁶³")
    }
    return integers
  }

  /// Reads texts of some rows (all by default).
  ///
  /// - Throws: `DatasetError.storage` for numbers.
  func texts(rows: Range<Int>? = nil) throws(DatasetError) -> [String] {
    guard header.type.isText else { throw wrongType("texts") }
    let count = span(rows).count
    guard header.type.size > 0 else { return Array(repeating: "", count: count) }
    return NumPyDecoder.texts(try bytes(rows), header.type)
  }

  /// The only element of an array of one, for example a 0-dimensional one.
  func text() throws(DatasetError) -> String? {
    header.type.isText && header.elementCount == 1 ? try texts().first : nil
  }

  private func wrongType(_ wanted: String) -> DatasetError {
    .storage("\(name): holds \(header.type.words) where \(wanted) belong")
  }

  // MARK: Rows

  /// The number of elements of a row; a single value is one row.
  private var rowLength: Int { header.shape.dropFirst().reduce(1, *) }

  /// Whether rows are scattered over the file.
  private var isTransposed: Bool { header.isFortranOrder && header.shape.count > 1 }

  /// The first element and the number of elements of some rows.
  private func span(_ rows: Range<Int>?) -> (start: Int, count: Int) {
    let all = 0..<(header.shape.first ?? 1)
    let rows = rows ?? all
    precondition(rows.clamped(to: all) == rows || rows.isEmpty, "rows inside the array")
    return (rows.lowerBound * rowLength, rows.count * rowLength)
  }

  /// The bytes of the elements of some rows in row order.
  private func bytes(_ rows: Range<Int>?) throws(DatasetError) -> [UInt8] {
    let size = header.type.size
    let (start, count) = span(rows)
    guard isTransposed else {
      return try elements.values(UInt8.self, at: start * size, count: count * size)
    }
    guard count > 0 else { return [] }
    // In Fortran order the first index runs fastest: each column, a choice of the other indices, has the
    // rows side by side.
    let rows = rows ?? 0..<header.shape[0]
    var result = [UInt8](repeating: 0, count: count * size)
    for (column, place) in columnPlaces().enumerated() {
      let own = try elements.values(
        UInt8.self, at: (column * header.shape[0] + rows.lowerBound) * size, count: rows.count * size)
      for row in 0..<rows.count {
        let target = (row * rowLength + place) * size
        for byte in 0..<size { result[target + byte] = own[row * size + byte] }
      }
    }
    return result
  }

  /// Where each column of the file, in its order, stands in a row.
  private func columnPlaces() -> [Int] {
    let lengths = Array(header.shape.dropFirst())
    return (0..<rowLength).map { column in
      var (rest, place, stride) = (column, 0, rowLength)
      for length in lengths {
        stride /= length
        place += rest % length * stride
        rest /= length
      }
      return place
    }
  }
}
