import CHDF5

extension HDF5Dataset {
  /// Reads numbers in row order; libhdf5 converts from whatever number type is stored.
  ///
  /// Cost: one pass over the chunks that the rows touch; memory for the result only.
  ///
  /// - Parameters:
  ///   - number: `Double`, `Float` or `Int`.
  ///   - rows: A range of the first axis; all of it by default.
  /// - Throws: `HDF5Error.wrongType` for text, or floating point read as integers; `rowsOutOfRange`;
  ///   `implausibleSize` when the file cannot hold what it claims; `failed` with libhdf5's cause.
  public func read<Number: HDF5Number>(
    _ number: Number.Type = Number.self, rows: Range<Int>? = nil
  ) throws(HDF5Error) -> [Number] {
    try read(rows: rows, corner: false)
  }

  /// Reads the first number of each row, without memory for the rest: whether a row is missing (NaN).
  ///
  /// - Throws: As `read`.
  public func readFirstOfRows<Number: HDF5Number>(
    _ number: Number.Type = Number.self, rows: Range<Int>? = nil
  ) throws(HDF5Error) -> [Number] {
    try read(rows: rows, corner: true)
  }

  /// Reads truth values, stored as h5py's booleans or as integers (zero is false).
  ///
  /// - Throws: As `read`.
  public func readBooleans(rows: Range<Int>? = nil) throws(HDF5Error) -> [Bool] {
    try read(Int.self, rows: rows).map { $0 != 0 }
  }

  /// Reads texts of fixed or variable length.
  ///
  /// - Throws: As `read`.
  public func readStrings(rows: Range<Int>? = nil) throws(HDF5Error) -> [String] {
    let text = try HDF5Text(type, of: handle, place)
    let selection = try HDF5Selection(self, rows: rows)
    // A text takes some 64 bytes of memory besides its characters.
    try checkSize(selection.count, elementSize: 64)
    return try text.read(count: selection.count, space: selection.memorySpace) { memoryType, buffer in
      H5Dread(
        handle.id, memoryType, selection.memorySpace.handle.id, selection.fileSpace.handle.id,
        sobolev_h5_default(), buffer)
    }
  }

  private func read<Number: HDF5Number>(
    rows: Range<Int>?, corner: Bool
  ) throws(HDF5Error) -> [Number] {
    let stored = HDF5TypeClass(of: type)
    guard stored.converts(to: Number.storedType) else {
      throw .wrongType(
        file: place.file, object: place.object, stored: stored.words,
        wanted: Number.storedType == .int64 ? "integers" : "numbers")
    }
    let selection = try HDF5Selection(self, rows: rows, corner: corner)
    try checkSize(selection.count)
    return try readValues(count: selection.count, place) { buffer in
      H5Dread(
        handle.id, Number.memoryType, selection.memorySpace.handle.id,
        selection.fileSpace.handle.id, sobolev_h5_default(), buffer)
    }
  }

  /// Refuses sizes that the file cannot hold, before memory is asked for.
  ///
  /// What is stored of a dataset, but never more than the file, can expand by gzip at most 1032 times.
  /// Selections below 64 MiB are always read, because rows that were never written take no space.
  ///
  /// - Parameter elementSize: What an element takes in memory, where that is more than in the file.
  private func checkSize(_ count: Int, elementSize: Int = 0) throws(HDF5Error) {
    let elementSize = max(type.locked { H5Tget_size($0) }, elementSize)
    let (bytes, overflow) = count.multipliedReportingOverflow(by: elementSize)
    if !overflow, bytes <= 1 << 26 { return }

    let stored = min(
      handle.locked { Int(clamping: H5Dget_storage_size($0)) }, HDF5Library.fileSize(of: handle))
    let greatestExpansion = 1032
    guard !overflow, bytes / greatestExpansion <= stored else {
      throw .implausibleSize(
        file: place.file, object: place.object, shape: try shape(), storedBytes: stored)
    }
  }
}
