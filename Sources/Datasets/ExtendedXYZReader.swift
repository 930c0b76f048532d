public import Atomistics
internal import Foundation

/// Reads the structures of an extended XYZ file one after another.
///
/// A frame is the number of atoms, a line of `key=value` pairs and one line an atom. `Lattice` (nine
/// numbers, lattice vectors as rows, Å), `pbc`, `energy` (eV), `virial` (eV) or `stress` (eV/Å³, tension
/// positive) and the columns `species` or `Z`, `pos` (Å) and `forces` (eV/Å) are understood; what else
/// there is, is skipped. A plain XYZ file, whose second line is any text, is read as symbols and positions
/// without a cell.
public struct ExtendedXYZReader {
  private let path: String
  private let text: [UInt8]
  private var offset = 0
  private var line = 0

  /// Opens a file.
  ///
  /// - Throws: `ExtendedXYZError.cannotRead`.
  public init(path: String) throws(ExtendedXYZError) {
    self.path = path
    do {
      text = [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
    } catch {
      throw .cannotRead(path: path, reason: error.localizedDescription)
    }
  }

  /// Reads all structures of a file.
  ///
  /// - Throws: `ExtendedXYZError`, also when there is none.
  public static func read(path: String) throws(ExtendedXYZError) -> [LabeledConfiguration] {
    var reader = try ExtendedXYZReader(path: path)
    var result: [LabeledConfiguration] = []
    while let structure = try reader.next() { result.append(structure) }
    guard !result.isEmpty else { throw .empty(path: path) }
    return result
  }

  /// Reads the next structure, or `nil` at the end of the file.
  ///
  /// Its name is `PATH:LINE` with the line that it begins at.
  public mutating func next() throws(ExtendedXYZError) -> LabeledConfiguration? {
    var header = nextLine()
    while let blank = header, blank.allSatisfy(\.isWhitespace) { header = nextLine() }
    guard let header else { return nil }
    let start = line
    guard let count = Int(header.trimmingCharacters(in: .whitespaces)), count >= 0 else {
      throw .noAtomCount(path: path, line: line, text: String(header.prefix(40)))
    }
    guard let comment = nextLine() else {
      throw .truncated(path: path, line: line, missingAtoms: 0)
    }
    let location = ExtendedXYZLocation(path: path, line: line)
    let fields = try ExtendedXYZComment(comment, at: location)
    let columns = try ExtendedXYZColumns(fields["Properties"], at: location)
    var atoms = ExtendedXYZAtoms(columns: columns)
    for index in 0..<count {
      guard let text = nextLine() else {
        throw .truncated(path: path, line: line, missingAtoms: count - index)
      }
      try atoms.append(text, at: ExtendedXYZLocation(path: path, line: line))
    }
    let cell = try fields.cell(at: location)
    let configuration = Configuration(
      elements: atoms.elements, positions: atoms.positions, cell: cell)
    let labels = Labels(
      energy: try fields.number("energy", at: location), forces: atoms.forces,
      virial: try fields.virial(volume: cell?.volume, at: location))
    return LabeledConfiguration(configuration, labels, name: "\(path):\(start)")
  }

  private mutating func nextLine() -> String? {
    guard offset < text.count else { return nil }
    let end = text[offset...].firstIndex(of: UInt8(ascii: "\n")) ?? text.count
    var content = text[offset..<end]
    if content.last == UInt8(ascii: "\r") { content.removeLast() }
    offset = end + 1
    line += 1
    return String(decoding: content, as: UTF8.self)
  }
}

/// A line of a file, for messages.
struct ExtendedXYZLocation {
  var path: String
  var line: Int

  /// Reads a finite number.
  func number(_ text: some StringProtocol, _ key: String) throws(ExtendedXYZError) -> Double {
    guard let value = Double(text), value.isFinite else {
      throw .notANumber(path: path, line: line, key: key, text: String(text))
    }
    return value
  }

  /// Checks a number of items.
  func require(_ found: Int, of expected: Int, _ key: String) throws(ExtendedXYZError) {
    guard found == expected else {
      throw .wrongItemCount(path: path, line: line, key: key, expected: expected, found: found)
    }
  }
}
