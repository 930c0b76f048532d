public import Atomistics
import Potentials

/// Why a potential can make no prediction for a structure of a data set.
public enum PredictionError: Error, Equatable, CustomStringConvertible {
  /// The structure has an element that the potential was not fitted to.
  case unknownElement(Element, structure: String, known: [Element])
  /// The potential gives no finite energy or forces, or the positions are not finite.
  case notFinite(structure: String)

  public var description: String {
    switch self {
    case .unknownElement(let element, let structure, let known):
      "\(structure): contains \(element), but the potential was fitted to "
        + known.map(\.symbol).joined(separator: ", ") + " only"
    case .notFinite(let structure):
      "\(structure): the energy or a force is not a finite number; check the distances between its atoms"
    }
  }

  /// Runs a body that numbers structures, and names them in its errors.
  static func naming<Result>(_ names: [String], _ body: () throws -> Result) throws -> Result {
    do {
      return try body()
    } catch let error as PotentialError {
      throw switch error {
      case .unknownElement(let element, let index, let known):
        PredictionError.unknownElement(
          element, structure: names[min(index, names.count - 1)], known: known)
      case .positionNotFinite(let index, _), .resultNotFinite(let index):
        PredictionError.notFinite(structure: names[min(index, names.count - 1)])
      }
    }
  }
}
