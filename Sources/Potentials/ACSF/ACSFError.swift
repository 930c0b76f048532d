public import Atomistics
internal import Foundation

/// A choice that makes no potential of symmetry functions.
public enum ACSFError: Error, Equatable, CustomStringConvertible {
  /// A value is outside its allowed range.
  case outOfRange(name: String, value: String, allowed: String)
  /// An element has no symmetry functions.
  case noFunctions(Element)
  /// A symmetry function of an element cannot be.
  case invalidFunction(Element, index: Int, problem: String)
  /// The value of a symmetry function never changes in the data, and the scaling would divide by zero.
  case constantFeature(Element, index: Int)

  public var description: String {
    switch self {
    case .outOfRange(let name, let value, let allowed):
      "\(name) is \(value), but must be \(allowed)"
    case .noFunctions(let element):
      "there is no symmetry function for the central element \(element); every element needs at least one"
    case .invalidFunction(let element, let index, let problem):
      "symmetry function \(index) of \(element) \(problem)"
    case .constantFeature(let element, let index):
      "symmetry function \(index) of \(element) has the same value for all atoms of the data, so that its scaling "
        + "divides by zero; leave it out"
    }
  }
}

extension ACSFArchitecture {
  /// Checks every choice.
  func validate() throws {
    func require(_ condition: Bool, _ name: String, _ value: some Any, _ allowed: String) throws {
      guard condition else {
        throw ACSFError.outOfRange(name: name, value: "\(value)", allowed: allowed)
      }
    }
    try require(!functions.isEmpty, "the number of elements", 0, "at least 1")
    try require(
      cutoffFunction.innerFraction >= 0 && cutoffFunction.innerFraction < 1, "the inner fraction of the cutoff",
      cutoffFunction.innerFraction, "at least 0 and less than 1")
    try require(
      scaling.lower < scaling.upper && scaling.upper.isFinite && scaling.lower.isFinite,
      "the scaled range of symmetry functions", "\(scaling.lower) to \(scaling.upper)", "rising")
    try require(
      (1...8).contains(hiddenLayers.count) && hiddenLayers.allSatisfy { (1...1024).contains($0) },
      "the hidden layers", hiddenLayers, "one to eight widths of 1 to 1024")
    try require(
      activations.count == hiddenLayers.count + 1, "the number of activations", activations.count,
      "one for each hidden layer and one for the output (\(hiddenLayers.count + 1))")
    for element in elements {
      let functions = functions[element] ?? []
      guard !functions.isEmpty else { throw ACSFError.noFunctions(element) }
      for (index, function) in functions.enumerated() {
        if let problem = function.problem(knowing: elements) {
          throw ACSFError.invalidFunction(element, index: index + 1, problem: problem)
        }
      }
    }
  }
}

extension SymmetryFunction {
  /// What is wrong with it, if anything.
  func problem(knowing elements: [Element]) -> String? {
    if type == nil { return "is of no type that n2p2 has" }
    if let stranger = neighbors.first(where: { !elements.contains($0) }) {
      return "has the neighbor \(stranger), which is not among the elements"
    }
    guard cutoff > 0, cutoff.isFinite else { return "has the cutoff \(cutoff), which must be positive" }
    switch radial {
    case .gaussian(let width, let center):
      guard width >= 0, width.isFinite, center.isFinite else {
        return "has the width \(width) and center \(center): the width must not be negative, and both finite"
      }
    case .compact(let inner, _):
      guard inner.isFinite, inner < cutoff else {
        return "begins at \(inner), which must be less than its cutoff \(cutoff)"
      }
    }
    switch angular {
    case .power(let sign, let exponent):
      guard abs(sign) <= 1, sign != 0, exponent >= 1, exponent.isFinite else {
        return "has λ \(sign) and ζ \(exponent): λ must be within −1 to 1 and not 0, ζ at least 1"
      }
    case .compact(let left, let right, _):
      return Self.problem(ofAngles: left, right)
    case nil:
      break
    }
    return nil
  }

  /// An interval of angles may reach beyond 0° or 180° only where its center is there: else the function has a
  /// kink at the end.
  private static func problem(ofAngles left: Double, _ right: Double) -> String? {
    let center = (left + right) / 2
    guard left < right, right - left <= 360 else {
      return "has angles from \(left)° to \(right)°, which must rise by at most 360°"
    }
    guard (left >= 0 && right <= 180) || center == 0 || center == 180 else {
      return "has angles from \(left)° to \(right)°, which may leave 0° to 180° only if centered at 0° or 180°"
    }
    return nil
  }
}
