import Atomistics
import Potentials
import Testing

/// Potentials of symmetry functions with random parameters.
enum ACSFSamples {
  /// A potential that goes through the tests.
  struct Sample: Sendable, CustomTestStringConvertible {
    var name: String
    var potential: ACSFPotential
    var testDescription: String { name }

    init(_ name: String, _ potential: ACSFPotential) {
      self.name = name
      self.potential = potential
    }
  }

  /// Between them all types of symmetry functions, with cutoff functions as smooth as the conformance suite
  /// expects, and every way of scaling.
  static let all: [Sample] = [
    Sample(
      "Gaussian functions of two elements",
      potential(
        ["C", "H"], gaussian(["C", "H"], cutoff: 3.6, shorter: 3.1), CutoffFunction(.polynomial3),
        FeatureScaling(.centeredRange), [.hyperbolicTangent, .hyperbolicTangent, .identity])),
    Sample(
      "Gaussian functions of one element, inner cutoff, normalized layers",
      potential(
        ["Si"], gaussian(["Si"], cutoff: 3.7, shorter: 3.7), CutoffFunction(.polynomial3, innerFraction: 0.2),
        FeatureScaling(.deviation, lower: -1), [.softplus, .gaussian, .identity], normalizes: true)),
    Sample(
      "compact functions of three elements",
      potential(
        ["O", "H", "S"], compact(["O", "H", "S"], cutoff: 3.5), CutoffFunction(.polynomial3),
        FeatureScaling(.range, lower: 0.1, upper: 1.4), [.logistic, .cosine, .hyperbolicTangent])),
  ]

  /// All Gaussian types, some sharing radial and angular functions and some not.
  private static func gaussian(_ symbols: [String], cutoff: Double, shorter: Double) -> [SymmetryFunction] {
    let elements = symbols.compactMap(Element.init(symbol:))
    let wide = SymmetryFunction.Radial.gaussian(width: 0.1, center: 0)
    let narrow = SymmetryFunction.Radial.gaussian(width: 1.5, center: 1.2)
    var functions = elements.flatMap {
      [
        SymmetryFunction(radial: wide, cutoff: cutoff, of: $0),
        SymmetryFunction(radial: narrow, cutoff: cutoff, of: $0),
      ]
    }
    for (index, one) in elements.enumerated() {
      for other in elements[index...] {
        func angular(
          _ radial: SymmetryFunction.Radial, _ sign: Double, _ exponent: Double, _ cutoff: Double, _ opposite: Bool
        ) -> SymmetryFunction {
          SymmetryFunction(
            radial: radial, angular: .power(sign: sign, exponent: exponent), cutoff: cutoff,
            includesOpposite: opposite, of: (one, other))
        }
        functions += [
          angular(wide, 1, 1, cutoff, true), angular(wide, -1, 4, cutoff, true),
          angular(narrow, 1, 1, cutoff, true), angular(wide, -1, 3, shorter, false),
          angular(wide, 1, 2.5, cutoff, false),
        ]
      }
    }
    functions.append(SymmetryFunction(radial: wide, cutoff: shorter, of: nil))
    functions.append(
      SymmetryFunction(
        radial: wide, angular: .power(sign: 1, exponent: 2), cutoff: cutoff, includesOpposite: true, of: nil))
    return functions
  }

  /// All compact types. Angles stay off 0° and 180°, where Float32 cosines tell little of the angle; the golden sets
  /// have functions that are centered there.
  private static func compact(_ symbols: [String], cutoff: Double) -> [SymmetryFunction] {
    let elements = symbols.compactMap(Element.init(symbol:))
    let smooth = CompactShape(.polynomial3)
    let exponential = CompactShape(.exponential)
    let asymmetric = CompactShape(.polynomial4, isAsymmetric: true)
    var functions = elements.flatMap {
      [
        SymmetryFunction(radial: .compact(inner: -cutoff, smooth), cutoff: cutoff, of: $0),
        SymmetryFunction(radial: .compact(inner: 0.4, asymmetric), cutoff: cutoff, of: $0),
      ]
    }
    for (index, one) in elements.enumerated() {
      for other in elements[index...] {
        functions += [
          SymmetryFunction(
            radial: .compact(inner: -cutoff, smooth), angular: .compact(left: 10, right: 170, smooth),
            cutoff: cutoff, includesOpposite: true, of: (one, other)),
          SymmetryFunction(
            radial: .compact(inner: -cutoff, exponential), angular: .compact(left: 20, right: 170, exponential),
            cutoff: cutoff, includesOpposite: false, of: (one, other)),
        ]
      }
    }
    functions += [
      SymmetryFunction(radial: .compact(inner: -cutoff, exponential), cutoff: cutoff, of: nil),
      SymmetryFunction(
        radial: .compact(inner: -cutoff, smooth), angular: .compact(left: 40, right: 150, smooth), cutoff: cutoff,
        includesOpposite: true, of: nil),
      SymmetryFunction(
        radial: .compact(inner: -3, asymmetric), angular: .compact(left: 20, right: 160, asymmetric), cutoff: 3.2,
        includesOpposite: false, of: nil),
    ]
    return functions
  }

  private static func potential(
    _ symbols: [String], _ functions: [SymmetryFunction], _ cutoffFunction: CutoffFunction,
    _ scaling: FeatureScaling, _ activations: [Activation], normalizes: Bool = false
  ) -> ACSFPotential {
    var generator = Samples.Generator(state: 17)
    let elements = symbols.compactMap(Element.init(symbol:)).sorted { $0.atomicNumber < $1.atomicNumber }
    do {
      let architecture = try ACSFArchitecture(
        functions: Dictionary(uniqueKeysWithValues: elements.map { ($0, functions) }),
        cutoffFunction: cutoffFunction, scaling: scaling, hiddenLayers: [6, 5], activations: activations,
        normalizesLayers: normalizes)
      let ranges = elements.map { _ in
        functions.map { _ in
          let minimum = 0.1 * generator.uniform()
          return FeatureRange(
            minimum: minimum, maximum: minimum + 2 + generator.uniform(), mean: minimum + 0.5, deviation: 0.8)
        }
      }
      var potential = try ACSFPotential(
        architecture, featureRanges: ranges, referenceEnergies: elements.map { -Double($0.atomicNumber) },
        energyScale: 1.7)
      let scale = normalizes ? 2.0 : 1
      for index in potential.parameters.indices { potential.parameters[index] = scale * generator.uniform() }
      return potential
    } catch {
      // The choices above are valid; the suite could not run without them.
      preconditionFailure("invalid sample: \(error)")
    }
  }
}
