/// What can be wrong with a data set, where, and what to do about it.
public enum DatasetError: Error, Equatable, Sendable {
  /// The file cannot be read or written: the message names the file, the object and libhdf5's cause.
  case storage(String)
  /// The file has none of the layouts that are known.
  case unknownLayout(file: String, found: String)
  /// The file is of a newer version of our layout.
  case unsupportedVersion(file: String, version: Int, newest: Int)
  /// The file holds no frame.
  case empty(file: String)
  /// A dataset that every group needs is not there.
  case missingDataset(file: String, group: String, names: [String])
  /// Several datasets claim to be the same quantity.
  case ambiguous(file: String, group: String, names: [String])
  /// A dataset does not have the shape that goes with its group.
  case wrongShape(file: String, object: String, shape: [Int], expected: String)
  /// A dataset has a unit that is not in the table.
  case unknownUnit(file: String, object: String, unit: String, accepted: [String])
  /// A dataset has no unit, in a layout that demands one.
  case missingUnit(file: String, object: String, accepted: [String])
  /// The index that says which frames have Hessians is not increasing or leads outside the group.
  case badIndex(file: String, object: String)
  /// An atomic number outside 1-118.
  case unknownElement(frame: String, atom: Int, number: Int)
  /// A coordinate is NaN or infinite, or a label is so in part.
  case notFinite(frame: String, quantity: String)
  /// A frame is periodic, or has a stress, but no cell.
  case missingCell(frame: String)
  /// A label that the caller needs is missing.
  case missingLabel(frame: String, label: LabelKind)
  /// A frame to be written does not hold together.
  case inconsistentFrame(frame: String, problem: String)
}

extension DatasetError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .storage(let message):
      message
    case .unknownLayout(let file, let found):
      "\(file): no known layout of data sets (\(found)); known are "
        + DatasetLayouts.all.map(\.name).joined(separator: " and ")
        + ", told apart by the attributes `format` and `grouping` of the file"
    case .unsupportedVersion(let file, let version, let newest):
      "\(file): version \(version) of the layout is newer than this program (\(newest)); update it"
    case .empty(let file):
      "\(file): there are no frames in it"
    case .missingDataset(let file, let group, let names):
      "\(file): \(group) has no dataset \(names.joined(separator: " or "))"
    case .ambiguous(let file, let group, let names):
      "\(file): \(group) has \(names.joined(separator: " and ")), which mean the same; keep one"
    case .wrongShape(let file, let object, let shape, let expected):
      "\(file): \(object) has the shape \(shape) where \(expected) is expected"
    case .unknownUnit(let file, let object, let unit, let accepted):
      "\(file): \(object) has the unknown unit `\(unit)`; use for example "
        + accepted.joined(separator: ", ")
    case .missingUnit(let file, let object, let accepted):
      "\(file): \(object) has no attribute `units`; add one, for example \(accepted.joined(separator: ", "))"
    case .badIndex(let file, let object):
      "\(file): \(object) must list rows of its group in increasing order, one for each Hessian"
    case .unknownElement(let frame, let atom, let number):
      "\(frame): atom \(atom) has the atomic number \(number), but elements have 1-118"
    case .notFinite(let frame, let quantity):
      "\(frame): \(quantity) is NaN or infinite; remove the frame, or mark the whole label as missing by NaN"
    case .missingCell(let frame):
      "\(frame): it is periodic or has a stress, but has no cell"
    case .missingLabel(let frame, let label):
      "\(frame): the \(label) is needed but missing; remove the frame or add the label"
    case .inconsistentFrame(let frame, let problem):
      "\(frame.isEmpty ? "a frame" : frame): \(problem)"
    }
  }
}
