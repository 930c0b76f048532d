import CHDF5

/// A dataspace: the shape of a dataset or attribute, and a selection of rows in it.
struct HDF5Space {
  let handle: HDF5Handle
  let place: Place

  init(_ place: Place, _ open: () -> hid_t) throws(HDF5Error) {
    handle = try HDF5Handle("find the shape of", place, close: { H5Sclose($0) }, open: open)
    self.place = place
  }

  /// A new space; an empty shape is a scalar.
  init(shape: [Int], extendible: Bool = false, _ place: Place) throws(HDF5Error) {
    try self.init(place) {
      let sizes = shape.map { hsize_t($0) }
      guard !shape.isEmpty else { return H5Screate(H5S_SCALAR) }
      guard extendible else { return H5Screate_simple(Int32(sizes.count), sizes, nil) }
      return H5Screate_simple(
        Int32(sizes.count), sizes, [sobolev_h5_unlimited()] + sizes.dropFirst())
    }
  }

  /// The length of each axis: `[]` for a scalar, `[0]` for an empty space.
  func shape() throws(HDF5Error) -> [Int] {
    let kind = handle.locked { H5Sget_simple_extent_type($0) }
    if kind == H5S_NULL { return [0] }
    let rank = try HDF5Library.call("find the shape of", place) {
      H5Sget_simple_extent_ndims(handle.id)
    }
    var sizes = [hsize_t](repeating: 0, count: Int(rank))
    try HDF5Library.call("find the shape of", place) {
      H5Sget_simple_extent_dims(handle.id, &sizes, nil)
    }
    return sizes.map { Int(clamping: $0) }
  }

  /// Selects rows of the first axis; with `corner` only the first element of each row.
  func select(rows: Range<Int>, shape: [Int], corner: Bool = false) throws(HDF5Error) {
    let start = [hsize_t(rows.lowerBound)] + shape.dropFirst().map { _ in 0 }
    let count =
      [hsize_t(rows.count)] + shape.dropFirst().map { corner ? min(hsize_t($0), 1) : hsize_t($0) }
    try HDF5Library.call("select rows of", place) {
      H5Sselect_hyperslab(handle.id, H5S_SELECT_SET, start, nil, count, nil)
    }
  }
}

extension Array where Element == Int {
  /// The product of the axes, or `nil` when it does not fit in an integer.
  var elementCount: Int? {
    var product = 1
    // A zero anywhere makes the space empty, however large the other axes.
    if contains(0) { return 0 }
    for size in self {
      let (value, overflow) = product.multipliedReportingOverflow(by: size)
      if overflow { return nil }
      product = value
    }
    return product
  }
}
