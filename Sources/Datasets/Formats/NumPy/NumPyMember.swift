/// A NumPy array as a member of a folder of arrays.
struct NumPyMember: StoredArray {
  let array: NumPyArray
  let file: String
  let path: String

  var isText: Bool { array.header.type.isText }
  var isFloatingPoint: Bool { array.header.type.kind == .float }
  func shape() throws -> [Int] { array.shape }
  func numbers(rows: Range<Int>?) throws -> [Double] { try array.numbers(rows: rows) }
  func integers(rows: Range<Int>?) throws -> [Int] { try array.integers(rows: rows) }
  func firstNumbers(rows: Range<Int>?) throws -> [Double] { try array.firstNumbers(rows: rows) }
  func texts(rows: Range<Int>?) throws -> [String] { try array.texts(rows: rows) }

  /// Formats that state units do so for a whole file (``FrameNames/statedUnits``).
  func statedUnit() throws -> String? { nil }
}
