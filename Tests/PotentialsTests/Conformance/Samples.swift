import Atomistics
import Potentials

/// Random numbers and structures for the tests, from fixed seeds.
enum Samples {
  /// A small deterministic generator (SplitMix64), so that the samples do not depend on the library.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
    mutating func uniform() -> Double { Double.random(in: -1...1, using: &self) }
    mutating func vector() -> SIMD3<Double> { SIMD3(uniform(), uniform(), uniform()) }
    mutating func vectors(_ count: Int) -> [SIMD3<Double>] { (0..<count).map { _ in vector() } }
  }

  /// Atoms at random in a skewed box, no two closer than 1.1 Å (images included when periodic).
  static func configuration(
    _ symbols: [String], count: Int, edge: Double, periodic: Bool, seed: UInt64 = 2
  ) -> Configuration {
    var generator = Generator(state: seed)
    let matrix = Matrix3([edge, 0, 0], [0.2 * edge, edge, 0], [0.1 * edge, -0.15 * edge, edge])
    let range = periodic ? -1...1 : 0...0
    let images = range.flatMap { a in
      range.flatMap { b in range.map { SIMD3(Double(a), Double(b), Double($0)) * matrix } }
    }
    var positions: [SIMD3<Double>] = []
    while positions.count < count {
      let candidate = (generator.vector() * 0.5) * matrix
      let isFree = positions.allSatisfy { other in
        images.allSatisfy { (other + $0 - candidate).norm > 1.1 }
      }
      if isFree { positions.append(candidate) }
    }
    let elements = (0..<count).compactMap { Element(symbol: symbols[$0 % symbols.count]) }
    return Configuration(
      elements: elements, positions: positions, cell: periodic ? Cell(matrix) : nil)
  }

  /// A rotation matrix R, to be applied as v R; `reflecting` adds a mirror.
  static func rotation(reflecting: Bool = false) -> Matrix3 {
    let (a, b, c) = (0.48, -0.36, 0.8)
    let matrix = Matrix3([a, b, c], [0.6, 0.8, 0], [-0.8 * c, 0.6 * c, 0.6])
    return reflecting ? -1 * matrix : matrix
  }
}

extension Potential {
  /// One evaluation, by default in Float64.
  func evaluate(
    _ configurations: [Configuration], _ options: EvaluationOptions = EvaluationOptions(precision: .double)
  ) throws -> Evaluation {
    var evaluator = try makeEvaluator(for: configurations, options: options)
    try evaluator.evaluate(positions: configurations.flatMap(\.positions))
    return evaluator.evaluation
  }

  /// The Float64 energy of one configuration in eV.
  func energy(_ configuration: Configuration) throws -> Double { try evaluate([configuration]).energies[0] }

  /// The Float64 forces on one configuration in eV/Å.
  func forces(_ configuration: Configuration) throws -> [SIMD3<Double>] {
    try evaluate([configuration]).forces
  }
}

extension Configuration {
  /// The configuration displaced by a multiple of a direction.
  func displaced(_ step: Double, along direction: [SIMD3<Double>]) -> Configuration {
    var copy = self
    for atom in positions.indices { copy.positions[atom] += step * direction[atom] }
    return copy
  }

  /// The configuration with every vector v replaced by v R.
  func turned(by rotation: Matrix3) -> Configuration {
    Configuration(
      elements: elements, positions: positions.map { $0 * rotation },
      cell: cell.map { Cell($0.vectors * rotation, periodicity: $0.periodicity) })
  }
}

/// The sum of scalar products of two lists of vectors.
func dot(_ a: [SIMD3<Double>], _ b: [SIMD3<Double>]) -> Double {
  zip(a, b).reduce(0) { $0 + $1.0.dot($1.1) }
}

/// The largest distance between vectors of two lists.
func deviation(_ a: [SIMD3<Double>], _ b: [SIMD3<Double>]) -> Double {
  precondition(a.count == b.count)
  return zip(a, b).map { ($0 - $1).norm }.max() ?? 0
}

/// The largest length in a list of vectors.
func size(_ a: [SIMD3<Double>]) -> Double { a.map(\.norm).max() ?? 0 }

/// f'(0) by the central difference of fourth order, error step⁴ f⁽⁵⁾/30.
func derivative(step: Double = 1e-3, of f: (Double) throws -> Double) rethrows -> Double {
  let near = try f(step) - f(-step)
  let far = try f(2 * step) - f(-2 * step)
  return (8 * near - far) / (12 * step)
}

/// The same for vectors.
func derivative(
  step: Double = 1e-3, of f: (Double) throws -> [SIMD3<Double>]
) rethrows -> [SIMD3<Double>] {
  let values = try [f(step), f(-step), f(2 * step), f(-2 * step)]
  return values[0].indices.map { index in
    (8 * (values[0][index] - values[1][index]) - (values[2][index] - values[3][index])) / (12 * step)
  }
}
