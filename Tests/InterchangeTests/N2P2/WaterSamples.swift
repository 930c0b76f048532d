import Atomistics
import Interchange
import Potentials
import Testing

/// Water, and a potential of symmetry functions for it that every engine can hold, with random parameters.
enum WaterSamples {
  /// Types 2 and 3, cutoff type 2, range scaling around the mean.
  static func potential() throws -> ACSFPotential {
    let hydrogen = try #require(Element(symbol: "H"))
    let oxygen = try #require(Element(symbol: "O"))
    let pairs = [(hydrogen, hydrogen), (hydrogen, oxygen), (oxygen, oxygen)]
    func gaussian(_ width: Double, _ center: Double = 0) -> SymmetryFunction.Radial {
      .gaussian(width: width, center: center)
    }
    var functions: [SymmetryFunction] = []
    for neighbor in [hydrogen, oxygen] {
      functions += [(0.03, 0), (0.4, 0), (2, 1.4)].map {
        SymmetryFunction(radial: gaussian($0, $1), cutoff: 3.4, of: neighbor)
      }
    }
    for pair in pairs {
      functions += [(0.05, 1.0, 1.0), (0.05, -1, 4), (0.3, 1, 2)].map { width, sign, exponent in
        SymmetryFunction(
          radial: gaussian(width), angular: .power(sign: sign, exponent: exponent), cutoff: 3.2,
          includesOpposite: true, of: pair)
      }
    }
    let architecture = try ACSFArchitecture(
      functions: [hydrogen: functions, oxygen: functions],
      cutoffFunction: CutoffFunction(.hyperbolicTangent), scaling: FeatureScaling(.centeredRange),
      hiddenLayers: [8, 6], activations: [.hyperbolicTangent, .logistic, .identity])
    var generator = RandomGenerator(seed: 3)
    let range = FeatureRange(minimum: 0.1, maximum: 1.6, mean: 0.4, deviation: 0.5)
    var potential = try ACSFPotential(
      architecture, featureRanges: [[FeatureRange]](repeating: functions.map { _ in range }, count: 2),
      referenceEnergies: [-13.6, -2041], energyScale: 10)
    for index in potential.parameters.indices { potential.parameters[index] = 0.6 * generator.gaussian() }
    return potential
  }

  /// Three molecules; in a skewed cell narrower than twice the cutoff, or alone.
  static func configuration(isPeriodic: Bool) -> Configuration {
    let molecule: [SIMD3<Double>] = [[0, 0, 0], [0.76, 0.59, 0.05], [-0.75, 0.58, -0.04]]
    let places: [SIMD3<Double>] = [[0.3, 0.2, 0.1], [2.9, 1.4, 1.2], [1.1, 3.2, 3.1]]
    let symbols = ["O", "H", "H"]
    return Configuration(
      elements: places.flatMap { _ in symbols.compactMap(Element.init(symbol:)) },
      positions: places.flatMap { place in molecule.map { $0 + place } },
      cell: isPeriodic ? Cell(Matrix3([5.4, 0.2, 0], [0.1, 5.6, 0.3], [0, -0.4, 5.9])) : nil)
  }
}
