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
}

extension HDF5Group: ArrayGroup {
  func contains(_ name: String) throws -> Bool { try kind(of: name) != nil }
  func array(_ name: String) throws -> any StoredArray { try dataset(name) }
}
