import CHDF5

/// How a new dataset lies in its file.
public struct HDF5Storage: Hashable, Sendable {
  /// The gzip level 1-9 (with byte shuffle), or `nil` for no compression.
  public var compression: Int?

  /// Whether rows can be appended. New rows that are not written hold NaN in floating-point datasets and zero
  /// elsewhere.
  public var isExtendible: Bool

  /// Creates a storage; plain and of fixed size by default.
  public init(compression: Int? = nil, isExtendible: Bool = false) {
    self.compression = compression
    self.isExtendible = isExtendible
  }

  /// Chunks of about this many bytes: small enough for libhdf5's cache of 1 MiB, large enough to compress
  /// well.
  private static let chunkBytes = 1 << 17

  /// The chunk of a dataset: whole rows.
  private func chunkShape(_ shape: [Int], elementSize: Int) -> [hsize_t] {
    let rowBytes = shape.dropFirst().reduce(elementSize) { $0 * max($1, 1) }
    // Chunks longer than 1024 rows would waste space in the many small groups of mixed data.
    let rows = max(1, min(HDF5Storage.chunkBytes / max(rowBytes, 1), 1024))
    let bounded = isExtendible ? rows : min(rows, max(shape[0], 1))
    return [hsize_t(bounded)] + shape.dropFirst().map { hsize_t(max($0, 1)) }
  }

  /// libhdf5's property list for a dataset of a shape.
  func makeProperties(
    shape: [Int], type: HDF5StoredType, _ place: Place
  ) throws(HDF5Error) -> HDF5Handle {
    let properties = try HDF5Handle("set up", place, close: { H5Pclose($0) }) {
      H5Pcreate(sobolev_h5_dataset_creation())
    }
    // Without times the same content is the same file, byte by byte.
    try HDF5Library.call("set up", place) { H5Pset_obj_track_times(properties.id, false) }
    let isCompressed = compression != nil
    guard !shape.isEmpty, isExtendible || isCompressed else { return properties }

    let chunk = chunkShape(shape, elementSize: type.size)
    try HDF5Library.call("set up", place) { H5Pset_chunk(properties.id, Int32(chunk.count), chunk) }
    if let compression, isCompressed {
      try HDF5Library.call("set up", place) { H5Pset_shuffle(properties.id) }
      try HDF5Library.call("set up", place) {
        H5Pset_deflate(properties.id, UInt32(clamping: compression))
      }
    }
    if isExtendible, type == .float64 || type == .float32 {
      var missing = Double.nan
      try HDF5Library.call("set up", place) {
        H5Pset_fill_value(properties.id, sobolev_h5_native_double(), &missing)
      }
    }
    return properties
  }
}
