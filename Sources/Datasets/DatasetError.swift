/// What can be wrong with a data set, where, and what to do about it.
public enum DatasetError: Error, Equatable, Sendable {
  /// The file cannot be read or written: the message names the file, the object and libhdf5's cause.
  case storage(String)
  /// The file has none of the layouts that are known.
  case unknownLayout(file: String, found: String)
  /// A layout was asked for that there is not.
  case unknownLayoutName(String, known: [String])
  /// A choice of units or names that cannot be understood.
  case badOption(String)
  /// The file holds labels of several levels of theory, and none was chosen; or it does not hold the one
  /// that was.
  case levelNeeded(file: String, chosen: String?, levels: [String])
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
  /// A Hessian of three atoms whose numbers do not tell in which order they are.
  case ambiguousHessian(file: String, group: String, row: Int)
  /// A line of a text file that cannot be understood.
  case malformed(place: String, problem: String)
  /// Atoms are given as types, and nothing says which elements these are.
  case typesNeeded(file: String, object: String)
  /// The file has a Hessian, but the positions of its atoms are not where they should be.
  case missingGeometry(file: String, companion: String)
  /// Symbols, numbers or types of atoms that stand for no element.
  case wrongElements(file: String, object: String, problem: String)
  /// An atomic number outside 1-118.
  case unknownElement(frame: String, atom: Int, number: Int)
  /// A coordinate is NaN or infinite, or a label is so in part.
  case notFinite(frame: String, quantity: String)
  /// A frame is periodic, or has a stress, but no cell.
  case missingCell(frame: String)
  /// A label that the caller needs is missing.
  case missingLabel(frame: String, label: LabelKind)
  /// A format has no place for something that frames have; the number of frames that have it.
  case cannotHold(file: String, format: ConversionFormat, lost: [FrameProperty: Int])
  /// A frame of a file that was just written is not one of those that it was written from.
  case notReproduced(file: String, frame: String)
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
        + HDF5Layouts.all.map { "\($0.name) (`\($0.identifier)`)" }.joined(separator: ", ")
        + "; say what its datasets are called, or write it in one of these"
    case .unknownLayoutName(let name, let known):
      "there is no layout `\(name)`; known are \(known.joined(separator: ", "))"
    case .badOption(let message):
      message
    case .levelNeeded(let file, nil, let levels):
      "\(file): it holds several levels of theory; choose one of \(levels.joined(separator: ", "))"
    case .levelNeeded(let file, let chosen?, let levels):
      "\(file): it has no level of theory `\(chosen)`; "
        + (levels.isEmpty
          ? "it does not name levels, leave the choice out"
          : "choose one of \(levels.joined(separator: ", "))")
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
    case .ambiguousHessian(let file, let group, let row):
      "\(file): the Hessian of \(group)[\(row)] is neither symmetric with sums of zero as [3N, 3N] nor as "
        + "[N, N, 3, 3], or as both; store it as [3N, 3N]"
    case .malformed(let place, let problem):
      "\(place): \(problem)"
    case .typesNeeded(let file, let object):
      "\(file): \(object) counts types of atoms; say which elements they are, as in --types H,O"
    case .missingGeometry(let file, let companion):
      "\(file): it has force constants but no positions; put the supercell of phonopy at \(companion)"
    case .wrongElements(let file, let object, let problem):
      "\(file): \(object): \(problem)"
    case .unknownElement(let frame, let atom, let number):
      "\(frame): atom \(atom) has the atomic number \(number), but elements have 1-118"
    case .notFinite(let frame, let quantity):
      "\(frame): \(quantity) is NaN or infinite; remove the frame, or mark the whole label as missing by NaN"
    case .missingCell(let frame):
      "\(frame): it is periodic or has a stress, but has no cell"
    case .missingLabel(let frame, let label):
      "\(frame): the \(label) is needed but missing; remove the frame or add the label"
    case .cannotHold(let file, let format, let lost):
      "\(file): the format \(format.rawValue) cannot hold "
        + lost.sorted { $0.key.rawValue < $1.key.rawValue }
        .map { "\($0.key) (\($0.value) \($0.value == 1 ? "frame" : "frames"))" }.joined(separator: ", ")
        + "; choose another format, or --drop to leave them out"
    case .notReproduced(let file, let frame):
      "\(file): \(frame) did not come back as it was written; nothing was kept. Please report this"
    case .inconsistentFrame(let frame, let problem):
      "\(frame.isEmpty ? "a frame" : frame): \(problem)"
    }
  }
}

extension DatasetError {
  /// The frame that an error is about, if it is about one.
  var frame: String? {
    switch self {
    case .unknownElement(let frame, _, _), .notFinite(let frame, _), .missingCell(let frame),
      .missingLabel(let frame, _), .inconsistentFrame(let frame, _), .malformed(let frame, _):
      frame
    default: nil
    }
  }
}
