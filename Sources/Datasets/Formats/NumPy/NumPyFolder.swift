import Foundation

/// A folder of NumPy arrays (`.npy`) and lists of words (`.raw`), as DeePMD-kit has it.
struct NumPyFolder: ArrayGroup {
  let file: String
  let path: String

  /// - Parameters:
  ///   - file: The path of the whole data set.
  ///   - path: The path of this folder inside, beginning with a slash.
  init(file: String, path: String) {
    self.file = file
    self.path = path
  }

  private var folder: String { path == "/" ? file : file + path }

  func memberNames() throws -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
    } catch {
      throw DatasetError.storage("\(folder): cannot be listed: \(error.localizedDescription)")
    }
  }

  func contains(_ name: String) -> Bool { FileManager.default.fileExists(atPath: folder + "/" + name) }

  func array(_ name: String) throws -> any StoredArray {
    let place = path == "/" ? "/" + name : path + "/" + name
    guard name.hasSuffix(".npy") else {
      return try WordList(file: file, path: place, readingFileAt: folder + "/" + name)
    }
    return NumPyMember(array: try NumPyArray(path: folder + "/" + name), file: file, path: place)
  }
}

/// A text file of words between blanks and line ends: the types of atoms, or the symbols of the types.
struct WordList: StoredArray {
  let file: String
  let path: String
  private let words: [String]

  init(file: String, path: String, readingFileAt place: String) throws(DatasetError) {
    self.file = file
    self.path = path
    var lines = LineReader(try RandomAccessFile(path: place).all)
    var words: [String] = []
    while let line = try lines.next() { words += line.words.map(\.text) }
    self.words = words
  }

  var isText: Bool { words.contains { Double($0) == nil } }
  var isFloatingPoint: Bool { !isText && words.contains { Int($0) == nil } }
  func shape() -> [Int] { [words.count] }
  func texts(rows: Range<Int>?) -> [String] { Array(words[rows ?? words.indices]) }
  func statedUnit() -> String? { nil }

  func numbers(rows: Range<Int>?) throws -> [Double] {
    try texts(rows: rows).map { word in
      guard let number = Double(word) else {
        throw DatasetError.storage("\(file):\(path): “\(word)” is not a number")
      }
      return number
    }
  }

  func firstNumbers(rows: Range<Int>?) throws -> [Double] { try numbers(rows: rows) }

  func integers(rows: Range<Int>?) throws -> [Int] {
    try texts(rows: rows).map { word in
      guard let number = Int(word) else {
        throw DatasetError.storage("\(file):\(path): “\(word)” is not an integer")
      }
      return number
    }
  }
}
