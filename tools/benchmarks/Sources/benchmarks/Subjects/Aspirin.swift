internal import Sobolev

/// Aspirin, C₉H₈O₄: 21 atoms, so a Hessian has 63 columns.
struct Aspirin {
  /// A minimum at GFN2-xTB, in Å.
  private static let atoms: [(String, SIMD3<Double>)] = [
    ("C", [3.374, 0.524, -0.118]), ("C", [2.018, 0.180, 0.416]), ("O", [1.536, 0.582, 1.438]),
    ("O", [1.389, -0.686, -0.413]), ("C", [0.048, -0.942, -0.216]), ("C", [-0.351, -2.264, -0.080]),
    ("C", [-1.688, -2.568, 0.102]), ("C", [-2.631, -1.554, 0.168]), ("C", [-2.238, -0.237, 0.035]),
    ("C", [-0.898, 0.088, -0.171]), ("C", [-0.497, 1.500, -0.375]), ("O", [0.492, 1.867, -0.961]),
    ("O", [-1.379, 2.366, 0.135]), ("H", [3.779, -0.302, -0.693]), ("H", [4.036, 0.801, 0.696]),
    ("H", [3.244, 1.380, -0.780]), ("H", [0.398, -3.040, -0.119]), ("H", [-1.992, -3.599, 0.203]),
    ("H", [-3.672, -1.792, 0.324]), ("H", [-2.962, 0.561, 0.078]), ("H", [-1.067, 3.273, -0.010]),
  ]

  /// The molecule with every atom displaced at random.
  ///
  /// - Parameter displacement: Along each axis in Å, root mean square.
  static func make(displacement: Double = 0, seed: UInt64 = 1) throws -> Configuration {
    var generator = RandomGenerator(seed: seed)
    return Configuration(
      elements: try atoms.map { symbol, _ in
        guard let element = Element(symbol: symbol) else { throw BenchmarkError.elementUnknown(symbol) }
        return element
      },
      positions: atoms.map { $0.1 + displacement * generator.gaussianVector() })
  }
}
