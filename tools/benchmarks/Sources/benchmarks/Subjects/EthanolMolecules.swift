internal import Sobolev

/// Ethanol molecules, every atom displaced at random.
struct EthanolMolecules {
  /// The displacement along each axis in Å (root mean square).
  static let displacement = 0.05

  static let symbols = ["C", "C", "O", "H", "H", "H", "H", "H", "H"]

  /// The equilibrium geometry in Å, anti conformer.
  private static let positions: [SIMD3<Double>] = [
    [1.168, -0.400, 0], [0, 0.559, 0], [-1.190, -0.228, 0],
    [-1.947, 0.382, 0], [0.043, 1.208, 0.887], [0.043, 1.208, -0.887],
    [2.116, 0.145, 0], [1.129, -1.037, 0.886], [1.129, -1.037, -0.886],
  ]

  /// Makes `count` molecules.
  static func make(_ count: Int, seed: UInt64) throws -> [Configuration] {
    let elements = try symbols.map { symbol in
      guard let element = Element(symbol: symbol) else { throw BenchmarkError.elementUnknown(symbol) }
      return element
    }
    var generator = RandomGenerator(seed: seed)
    return (0..<count).map { _ in
      Configuration(
        elements: elements,
        positions: positions.map { $0 + displacement * generator.gaussianVector() })
    }
  }
}
