/// An array of numbers or texts in a file, read by rows of its first axis: an HDF5 dataset, or an array that
/// NumPy wrote.
protocol StoredArray: Sendable {
  /// The path of the file.
  var file: String { get }

  /// The path inside the file, for example `/064/energies`.
  var path: String { get }

  /// Whether it holds texts.
  var isText: Bool { get }

  /// Whether it holds floating-point numbers.
  var isFloatingPoint: Bool { get }

  /// The length of each axis; `[]` for a single value.
  func shape() throws -> [Int]

  /// Reads numbers of rows (all of them for `nil`) in row order.
  func numbers(rows: Range<Int>?) throws -> [Double]

  /// Reads integers of rows (all of them for `nil`) in row order.
  func integers(rows: Range<Int>?) throws -> [Int]

  /// Reads the first number of each row, without memory for the rest.
  func firstNumbers(rows: Range<Int>?) throws -> [Double]

  /// Reads texts of rows (all of them for `nil`).
  func texts(rows: Range<Int>?) throws -> [String]

  /// The unit that the file states for it.
  func statedUnit() throws -> String?

  /// The texts that its integers stand for, counted from zero; `nil` where they are numbers.
  func labels() throws -> [String]?
}

extension StoredArray {
  func labels() throws -> [String]? { nil }

  /// The last component of the path.
  var name: String { String(path.split(separator: "/").last ?? "") }

  /// Whether it is the text "None", as MACE writes a label that is missing.
  func isNone() throws -> Bool { try isText && shape() == [] && texts(rows: nil) == ["None"] }
}

/// A folder of arrays: an HDF5 group, an archive of NumPy arrays, or a folder of them.
protocol ArrayGroup: Sendable {
  /// The path of the file.
  var file: String { get }

  /// The path inside the file.
  var path: String { get }

  /// The names of the members in alphabetical order.
  func memberNames() throws -> [String]

  /// Whether there is a member of a name, which may lead into a group inside: `properties/energy`.
  func contains(_ name: String) throws -> Bool

  /// Opens a member that is an array.
  func array(_ name: String) throws -> any StoredArray
}
