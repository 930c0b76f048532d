import HDF5

extension HDF5Dataset: StoredArray {
  func numbers(rows: Range<Int>?) throws -> [Double] { try read(Double.self, rows: rows) }
  func integers(rows: Range<Int>?) throws -> [Int] { try read(Int.self, rows: rows) }
  func firstNumbers(rows: Range<Int>?) throws -> [Double] { try readFirstOfRows(Double.self, rows: rows) }
  func texts(rows: Range<Int>?) throws -> [String] { try readStrings(rows: rows) }

  /// The unit in the attribute `units`, or `unit` as H5MD has it.
  func statedUnit() throws -> String? {
    for name in ["units", "unit"] {
      if let attribute = try attribute(name), attribute.isText {
        return try attribute.readStrings().first
      }
    }
    return nil
  }

  /// The texts in the attribute `labels` of a dataset of integers.
  func labels() throws -> [String]? {
    guard isInteger, let attribute = try attribute("labels"), attribute.isText else { return nil }
    return try attribute.readStrings()
  }
}

extension HDF5Group: ArrayGroup {
  /// libhdf5 wants every step of a path to be there before it looks for the next.
  func contains(_ name: String) throws -> Bool {
    let steps = name.split(separator: "/").map(String.init)
    for count in 1..<max(steps.count, 1) {
      guard try kind(of: steps.prefix(count).joined(separator: "/")) == .group else { return false }
    }
    return try kind(of: name) != nil
  }

  func array(_ name: String) throws -> any StoredArray { try dataset(name) }
}
