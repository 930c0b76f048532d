import CHDF5

/// An array of numbers or texts in a file, read whole or by rows of its first axis.
public final class HDF5Dataset: HDF5OwnedObject {
  let handle: HDF5Handle
  let place: Place
  let type: HDF5Handle

  public var path: String { place.object }
  public var file: String { place.file }

  init(_ handle: HDF5Handle, _ place: Place) throws(HDF5Error) {
    self.handle = handle
    self.place = place
    type = try HDF5Handle("find the type of", place, close: { H5Tclose($0) }) {
      H5Dget_type(handle.id)
    }
    let dangers = handle.locked { sobolev_h5_dangers_of($0) }
    guard dangers.lies_elsewhere == 0 else {
      throw .refused(
        file: place.file, object: place.object,
        cause: "keeps its values in other files, which are not read; write them into this one with h5repack")
    }
    if let filter = dangers.unbounded_filter {
      throw .refused(
        file: place.file, object: place.object,
        cause: "is packed by the filter \(String(cString: filter)), which takes as much memory as the file asks for; write it "
          + "anew with h5repack -f GZIP=4")
    }
  }

  /// The present length of each axis; `[]` for a single value.
  ///
  /// - Throws: `HDF5Error.failed`.
  public func shape() throws(HDF5Error) -> [Int] { try space().shape() }

  /// Whether it holds text.
  public var isText: Bool { HDF5TypeClass(of: type) == .string }

  /// Whether it holds integers (an enumeration such as h5py's booleans included).
  public var isInteger: Bool { HDF5TypeClass(of: type).converts(to: .int64) }

  /// Whether it holds floating-point numbers.
  public var isFloatingPoint: Bool { HDF5TypeClass(of: type) == .float }

  func space() throws(HDF5Error) -> HDF5Space {
    try HDF5Space(place) { H5Dget_space(handle.id) }
  }
}

/// The part of a dataset that one read or write is about.
struct HDF5Selection {
  let fileSpace: HDF5Space
  let memorySpace: HDF5Space
  let count: Int

  /// Selects rows of the first axis (all by default); with `corner` only the first element of each row.
  init(
    _ dataset: HDF5Dataset, rows: Range<Int>?, corner: Bool = false
  ) throws(HDF5Error) {
    let place = dataset.place
    fileSpace = try dataset.space()
    let shape = try fileSpace.shape()
    let rowCount = shape.first ?? 1
    let rows = rows ?? 0..<rowCount
    guard rows.lowerBound >= 0, rows.upperBound <= rowCount else {
      throw .rowsOutOfRange(
        file: place.file, object: place.object, rows: rows, count: rowCount)
    }
    let selected =
      shape.isEmpty
      ? [] : [rows.count] + (corner ? shape.dropFirst().map { min($0, 1) } : Array(shape.dropFirst()))
    guard let count = selected.elementCount else {
      throw .implausibleSize(file: place.file, object: place.object, shape: shape, storedBytes: 0)
    }
    self.count = count
    // Of the same axes as the selection: libhdf5 then copies whole rows of chunks instead of single elements.
    memorySpace = try HDF5Space(shape: selected, place)
    if !shape.isEmpty, count > 0 {
      try fileSpace.select(rows: rows, shape: shape, corner: corner)
    }
  }
}
