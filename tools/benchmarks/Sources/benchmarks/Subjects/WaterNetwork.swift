internal import Sobolev

/// A potential of symmetry functions for water with random weights, as large as n2p2's example for it: 27 functions of hydrogen
/// and 30 of oxygen within 12 bohr, of types 2 and 3, networks of 25 and 25 neurons.
enum WaterNetwork {
  private static let cutoff = 12 * N2P2Units.atomic.length

  static func potential() throws -> ACSFPotential {
    guard let hydrogen = Element(symbol: "H"), let oxygen = Element(symbol: "O") else {
      throw BenchmarkError.elementUnknown("H or O")
    }
    let radial = [hydrogen, oxygen].flatMap { neighbor in
      [0.004, 0.04, 0.1, 0.2, 0.35, 0.6, 1.0, 1.8].map {
        SymmetryFunction(radial: .gaussian(width: $0, center: 0), cutoff: cutoff, of: neighbor)
      }
    }
    let architecture = try ACSFArchitecture(
      functions: [
        hydrogen: radial + angular((hydrogen, oxygen), count: 7) + angular((oxygen, oxygen), count: 4),
        oxygen: radial + angular((hydrogen, hydrogen), count: 7) + angular((hydrogen, oxygen), count: 4)
          + angular((oxygen, oxygen), count: 3),
      ],
      cutoffFunction: CutoffFunction(.hyperbolicTangent), scaling: FeatureScaling(.centeredRange),
      hiddenLayers: [25, 25], activations: [.hyperbolicTangent, .hyperbolicTangent, .identity])
    let range = FeatureRange(minimum: 0, maximum: 8, mean: 2, deviation: 1)
    var potential = try ACSFPotential(
      architecture,
      featureRanges: architecture.elements.map { element in
        [FeatureRange](repeating: range, count: architecture.featureCount(element))
      },
      referenceEnergies: [0, 0])
    var generator = RandomGenerator(seed: 5)
    potential.parameters = potential.parameters.map { _ in 0.3 * generator.gaussian() }
    return potential
  }

  /// The first of seven functions: three widths, λ = ±1, ζ = 1 and 4.
  private static func angular(_ pair: (Element, Element), count: Int) -> [SymmetryFunction] {
    let choices: [(width: Double, sign: Double, exponent: Double)] = [
      (0.03, 1, 1), (0.03, -1, 1), (0.1, 1, 1), (0.1, -1, 1), (0.25, 1, 1), (0.03, 1, 4), (0.03, -1, 4),
    ]
    return choices.prefix(count).map {
      SymmetryFunction(
        radial: .gaussian(width: $0.width, center: 0), angular: .power(sign: $0.sign, exponent: $0.exponent),
        cutoff: cutoff, includesOpposite: true, of: pair)
    }
  }
}
