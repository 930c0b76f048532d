/// What can be wrong with an extended XYZ file; lines are counted from 1.
public enum ExtendedXYZError: Error, Equatable, CustomStringConvertible {
  /// The file could not be opened or read.
  case cannotRead(path: String, reason: String)
  /// The file has no frame.
  case empty(path: String)
  /// A frame does not begin with its number of atoms.
  case noAtomCount(path: String, line: Int, text: String)
  /// The file ends in the middle of a frame.
  case truncated(path: String, line: Int, missingAtoms: Int)
  /// The second line of a frame has no closing quote or bracket.
  case unclosedQuote(path: String, line: Int)
  /// The value of `Properties` is not a list of name:type:columns, or has no species or positions.
  case badProperties(path: String, line: Int, text: String)
  /// A value of the second line has the wrong number of items.
  case wrongItemCount(path: String, line: Int, key: String, expected: Int, found: Int)
  /// The line of an atom has too few or too many columns.
  case wrongColumnCount(path: String, line: Int, expected: Int, found: Int)
  /// Something that should be a finite number is not.
  case notANumber(path: String, line: Int, key: String, text: String)
  /// A symbol or atomic number of no element.
  case unknownElement(path: String, line: Int, text: String)
  /// Several keys or columns claim to be the same quantity, with different values.
  case ambiguous(path: String, line: Int, keys: [String])
  /// There is a stress, but no cell whose volume would make it a virial.
  case stressWithoutCell(path: String, line: Int)
  /// The Hessian does not have 9N numbers for each of N atoms.
  case wrongHessian(path: String, line: Int, expected: Int, found: Int)

  public var description: String {
    switch self {
    case .cannotRead(let path, let reason):
      "cannot read \(path): \(reason)"
    case .empty(let path):
      "\(path) contains no structure"
    case .noAtomCount(let path, let line, let text):
      "\(path):\(line): a frame must begin with its number of atoms, not with “\(text)”"
    case .truncated(let path, let line, let missingAtoms):
      "\(path):\(line): the file ends in the middle of a frame; "
        + (missingAtoms == 0 ? "its second line is" : "\(missingAtoms) atoms are") + " missing"
    case .unclosedQuote(let path, let line):
      "\(path):\(line): a quote or bracket is not closed"
    case .badProperties(let path, let line, let text):
      "\(path):\(line): cannot use Properties=\(text); it must list name:type:columns and contain "
        + "species:S:1 (or Z:I:1) and pos:R:3"
    case .wrongItemCount(let path, let line, let key, let expected, let found):
      "\(path):\(line): \(key) must have \(expected) items, but has \(found)"
    case .wrongColumnCount(let path, let line, let expected, let found):
      "\(path):\(line): the line of an atom must have \(expected) columns, but has \(found)"
    case .notANumber(let path, let line, let key, let text):
      "\(path):\(line): “\(text)” is not a finite number (\(key))"
    case .unknownElement(let path, let line, let text):
      "\(path):\(line): “\(text)” is not a chemical element"
    case .ambiguous(let path, let line, let keys):
      "\(path):\(line): \(keys.joined(separator: " and ")) differ but mean the same; keep one, or choose by "
        + "--keys"
    case .stressWithoutCell(let path, let line):
      "\(path):\(line): there is a stress but no Lattice; add the Lattice, or give a virial in eV"
    case .wrongHessian(let path, let line, let expected, let found):
      "\(path):\(line): a Hessian has \(expected) numbers here, but \(found) are given"
    }
  }
}
