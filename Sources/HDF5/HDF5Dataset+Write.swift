import CHDF5

extension HDF5Group {
  /// Creates a dataset without writing values.
  ///
  /// - Parameters:
  ///   - type: How its elements are stored.
  ///   - shape: The length of each axis; `[]` for a single value. The first axis may be 0 when extendible.
  ///   - storage: Compressed or not, extendible or not.
  /// - Throws: `HDF5Error.failed`, for example when the name is taken, or `noSpace`.
  public func createDataset(
    _ name: String, type: HDF5StoredType, shape: [Int], storage: HDF5Storage = HDF5Storage()
  ) throws(HDF5Error) -> HDF5Dataset {
    let place = place.child(name)
    let typeHandle = try type.makeHandle(place)
    let space = try HDF5Space(shape: shape, extendible: storage.isExtendible, place)
    let properties = try storage.makeProperties(shape: shape, type: type, place)
    return try HDF5Dataset(
      HDF5Handle("create", place, flush: { H5Dflush($0) }, close: { H5Dclose($0) }) {
        H5Dcreate2(
          handle.id, name, typeHandle.id, space.handle.id, sobolev_h5_default(), properties.id,
          sobolev_h5_default())
      }, place)
  }

  /// Creates a dataset and writes numbers into it.
  ///
  /// - Parameters:
  ///   - numbers: In row order.
  ///   - shape: The length of each axis; the number of values by default.
  ///   - type: How they are stored; as they are in memory by default.
  /// - Throws: `HDF5Error.wrongShape` when the counts differ, `failed` or `noSpace`.
  @discardableResult
  public func write<Number: HDF5Number>(
    _ numbers: [Number], to name: String, shape: [Int]? = nil, as type: HDF5StoredType? = nil,
    storage: HDF5Storage = HDF5Storage()
  ) throws(HDF5Error) -> HDF5Dataset {
    let dataset = try createDataset(
      name, type: type ?? Number.storedType, shape: shape ?? [numbers.count], storage: storage)
    try dataset.write(numbers)
    return dataset
  }

  /// Creates a dataset and writes texts into it, one axis long.
  ///
  /// - Throws: `HDF5Error.failed` or `noSpace`.
  @discardableResult
  public func write(
    _ texts: [String], to name: String, storage: HDF5Storage = HDF5Storage()
  ) throws(HDF5Error) -> HDF5Dataset {
    let dataset = try createDataset(name, type: .string, shape: [texts.count], storage: storage)
    try dataset.write(texts)
    return dataset
  }
}

extension HDF5Dataset {
  /// Writes numbers into rows of the first axis (all of it by default).
  ///
  /// - Throws: `HDF5Error.wrongShape` when the counts differ, `rowsOutOfRange`, `failed` or `noSpace`.
  public func write<Number: HDF5Number>(
    _ numbers: [Number], rows: Range<Int>? = nil
  ) throws(HDF5Error) {
    let selection = try selection(rows, holding: numbers.count)
    guard !numbers.isEmpty else { return }
    try HDF5Library.call("write", place) {
      H5Dwrite(
        handle.id, Number.memoryType, selection.memorySpace.handle.id,
        selection.fileSpace.handle.id, sobolev_h5_default(), numbers)
    }
  }

  /// Writes truth values into rows of the first axis (all of it by default).
  ///
  /// - Throws: As `write` for numbers.
  public func write(_ values: [Bool], rows: Range<Int>? = nil) throws(HDF5Error) {
    let selection = try selection(rows, holding: values.count)
    guard !values.isEmpty else { return }
    let memoryType = try HDF5StoredType.boolean.makeHandle(place)
    let bytes = values.map { Int8($0 ? 1 : 0) }
    try HDF5Library.call("write", place) {
      H5Dwrite(
        handle.id, memoryType.id, selection.memorySpace.handle.id, selection.fileSpace.handle.id,
        sobolev_h5_default(), bytes)
    }
  }

  /// Writes texts into rows of the first axis (all of it by default).
  ///
  /// - Throws: As `write` for numbers.
  public func write(_ texts: [String], rows: Range<Int>? = nil) throws(HDF5Error) {
    let selection = try selection(rows, holding: texts.count)
    guard !texts.isEmpty else { return }
    try HDF5Text.withPointers(texts) { (pointers) throws(HDF5Error) in
      try HDF5Library.call("write", place) {
        H5Dwrite(
          handle.id, type.id, selection.memorySpace.handle.id, selection.fileSpace.handle.id,
          sobolev_h5_default(), pointers)
      }
    }
  }

  /// Makes the first axis of an extendible dataset longer; see ``HDF5Storage/isExtendible`` for what new rows
  /// hold.
  ///
  /// - Throws: `HDF5Error.failed` when the dataset is of fixed size.
  public func extend(toRows count: Int) throws(HDF5Error) {
    let sizes = [hsize_t(count)] + (try shape().dropFirst().map { hsize_t($0) })
    try HDF5Library.call("extend", place) { H5Dset_extent(handle.id, sizes) }
  }

  private func selection(
    _ rows: Range<Int>?, holding count: Int
  ) throws(HDF5Error) -> HDF5Selection {
    let selection = try HDF5Selection(self, rows: rows)
    guard selection.count == count else {
      throw .wrongShape(
        file: place.file, object: place.object, shape: try shape(),
        expected: "room for \(count) values")
    }
    return selection
  }
}
