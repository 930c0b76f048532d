import Atomistics

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
