internal import Atomistics

extension SymmetryFunction {
  /// What functions of one central element are sorted by, number by number: the order of n2p2, which
  /// numbers the inputs of the networks.
  package var sortingKey: [Double] {
    let type = Double(type ?? 0)
    let elements = neighbors.map { Double($0.atomicNumber) }
    switch (radial, angular) {
    case (.gaussian(let width, let center), nil):
      return [type, cutoff, width, center] + elements
    case (.gaussian(let width, let center), .power(let sign, let exponent)):
      return [type, cutoff, width, center, exponent, sign] + elements
    case (.compact(let inner, let shape), nil):
      return [type, shape.rank] + elements + [cutoff, inner]
    case (.compact(let inner, let shape), .compact(let left, let right, _)):
      return [type, shape.rank] + elements + [cutoff, inner, left, right]
    case (.gaussian, .compact), (.compact, .power):
      // No such type; potentials refuse these functions.
      return [type]
    }
  }

  /// Functions of one central element in the order of n2p2.
  public static func sorted(_ functions: [SymmetryFunction]) -> [SymmetryFunction] {
    functions.map { ($0.sortingKey, $0) }.sorted { $0.0.lexicographicallyPrecedes($1.0) }.map(\.1)
  }
}

extension CompactShape {
  /// The letters of n2p2: `p1` to `p4` or `e`, and `a` where asymmetric.
  public var letters: String {
    let letters =
      switch step {
      case .exponential: "e"
      case .polynomial1: "p1"
      case .polynomial2: "p2"
      case .polynomial3: "p3"
      case .polynomial4: "p4"
      }
    return isAsymmetric ? letters + "a" : letters
  }

  /// All shapes, in the order of their letters.
  public static let all: [CompactShape] = SmoothStep.allCases
    .flatMap { [CompactShape($0), CompactShape($0, isAsymmetric: true)] }
    .sorted { $0.letters < $1.letters }

  /// The place among all shapes.
  var rank: Double { Double(CompactShape.all.firstIndex(of: self) ?? 0) }
}
