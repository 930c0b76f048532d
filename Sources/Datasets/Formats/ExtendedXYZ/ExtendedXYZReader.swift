public import Atomistics

/// Reads the structures of an extended XYZ file one after another.
///
/// A frame is the number of atoms, a line of `key=value` pairs and one line an atom. `Lattice` (nine
/// numbers, lattice vectors as rows, Å), `pbc`, `energy` (eV), `virial` (eV) or `stress` (eV/Å³, tension
/// positive) and the columns `species` or `Z`, `pos` (Å) and `forces` (eV/Å) are understood, with the other
/// names that programs give them; what else there is, is skipped. A plain XYZ file, whose second line is any
/// text, is read as symbols and positions without a cell.
public struct ExtendedXYZReader {
  private let parser: ExtendedXYZParser
  private var lines: LineReader

  /// Opens a file.
  ///
  /// - Throws: `ExtendedXYZError.cannotRead`.
  public init(path: String) throws(ExtendedXYZError) {
    parser = ExtendedXYZParser(path: path)
    do {
      lines = LineReader(try RandomAccessFile(path: path).all)
    } catch {
      throw .cannotRead(path: path, reason: "\(error)")
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
    try parser.next(&lines)
  }
}
