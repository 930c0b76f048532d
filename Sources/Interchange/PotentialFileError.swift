/// What can be wrong with a potential file.
public enum PotentialFileError: Error, Equatable, Sendable {
  /// An HDF5 file of another kind.
  case notAPotential(file: String)
  /// Written by a later version of the tool.
  case newerVersion(file: String, version: Int, supported: Int)
  /// A family of potentials that this version does not know.
  case unknownFamily(file: String, family: String)
  /// An attribute that must be there is not.
  case missing(file: String, object: String)
  /// A value is there but cannot be right.
  case invalid(file: String, object: String, problem: String)
  /// What was written reads back otherwise.
  case differsWhenReadBack(file: String, object: String)
}

extension PotentialFileError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .notAPotential(let file):
      "\(file): this HDF5 file is not a potential; give the potential.h5 that 'sobolev fit' wrote"
    case .newerVersion(let file, let version, let supported):
      "\(file): written in format version \(version), but this program reads up to version "
        + "\(supported); use a newer program"
    case .unknownFamily(let file, let family):
      "\(file): potentials of the family '\(family)' are not known; use a newer program"
    case .missing(let file, let object):
      "\(file): there is no \(object); the file is damaged or was not written by this program"
    case .invalid(let file, let object, let problem):
      "\(file): \(object) \(problem); the file is damaged or was edited"
    case .differsWhenReadBack(let file, let object):
      "\(file): \(object) reads back differently from what was written; the disk or memory is faulty. "
        + "Nothing was saved"
    }
  }
}
