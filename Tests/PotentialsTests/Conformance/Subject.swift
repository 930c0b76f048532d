import Atomistics
import Potentials
import Testing

/// A potential that goes through the conformance suite, with structures to try it on.
struct Subject: Sendable, CustomTestStringConvertible {
  var name: String
  var potential: any TwiceDifferentiable
  var molecule: Configuration
  /// A skewed cell narrower than twice the cutoff, so that atoms see images of each other and of themselves.
  var crystal: Configuration
  /// The power of the depth inside the cutoff with which the energy fades out; `nil` for faster than any.
  var cutoffOrder: Double?

  var testDescription: String { name }

  var structures: [Configuration] { [molecule, crystal] }

  init(
    _ name: String, _ potential: some TwiceDifferentiable, _ symbols: [String], cutoffOrder: Double? = 4
  ) {
    self.name = name
    self.potential = potential
    self.cutoffOrder = cutoffOrder
    molecule = Samples.configuration(symbols, count: 7, edge: 4, periodic: false, seed: 11)
    crystal = Samples.configuration(symbols, count: 6, edge: 4, periodic: true, seed: 12)
  }

  /// All families and shapes.
  static let all: [Subject] =
    density.map {
      Subject($0.name, $0.potential, $0.potential.elements.map(\.symbol), cutoffOrder: $0.cutoffOrder)
    }
    + ACSFSamples.all.map { Subject($0.name, $0.potential, $0.potential.elements.map(\.symbol)) } + [
      Subject("Lennard-Jones", lennardJones, ["Ne", "Ar"])
    ] + nep

  static let lennardJones = LennardJones(
    [
      Element(symbol: "Ne")!: .init(epsilon: 0.2, sigma: 1.1),
      Element(symbol: "Ar")!: .init(epsilon: 0.3, sigma: 1.3),
    ], cutoff: 3.6)

  /// Density potentials that between them reach every branch of the sweeps: tiles of 8, 4 and 1, padded
  /// channels, with and without four-body invariants and repulsion.
  static let density: [DensitySubject] = sizes + choices

  private static let sizes: [DensitySubject] = [
    DensitySubject(
      "one element, single channel, degree 2", ["Si"], repulsion: false,
      DensityHyperparameters(
        cutoff: 3.5, radialScale: 1.5, radialBasisSize: 2, radialChannels: 1, angularChannels: 1,
        maximumDegree: 2, tripleDegree: 2, tripleChannels: 1, hiddenLayers: [3])),
    DensitySubject(
      "one element, odd channels, degree 1, no triples", ["Cu"], repulsion: true,
      DensityHyperparameters(
        cutoff: 3.8, radialScale: 2, radialBasisSize: 5, radialChannels: 3, angularChannels: 2,
        maximumDegree: 1, tripleDegree: 0, tripleChannels: 0, hiddenLayers: [9])),
    DensitySubject(
      "two elements, odd channels, degree 3", ["C", "H"], repulsion: true,
      DensityHyperparameters(
        cutoff: 3.6, radialScale: 1.3, radialBasisSize: 6, radialChannels: 5, angularChannels: 3,
        maximumDegree: 3, tripleDegree: 2, tripleChannels: 2, hiddenLayers: [7, 5])),
    DensitySubject(
      "two elements, even channels, degree 4, no triples", ["Ga", "N"], repulsion: false,
      DensityHyperparameters(
        cutoff: 3.4, radialScale: 1, radialBasisSize: 8, radialChannels: 4, angularChannels: 4,
        maximumDegree: 4, tripleDegree: 0, tripleChannels: 0, hiddenLayers: [16, 8])),
    DensitySubject(
      "three elements, degree 5, triples to 3, three layers", ["O", "C", "H"], repulsion: true,
      DensityHyperparameters(
        cutoff: 3.6, radialScale: 1.2, radialBasisSize: 7, radialChannels: 6, angularChannels: 3,
        maximumDegree: 5, tripleDegree: 3, tripleChannels: 3, hiddenLayers: [8, 5, 4])),
    DensitySubject(
      "three elements, degree 3, triples to 1", ["Li", "F", "P"], repulsion: true,
      DensityHyperparameters(
        cutoff: 3.7, radialScale: 1.6, radialBasisSize: 4, radialChannels: 2, angularChannels: 2,
        maximumDegree: 3, tripleDegree: 1, tripleChannels: 2, hiddenLayers: [4])),
  ]

  /// Cutoff functions, activations and slopes other than the defaults, with a cutoff that no pair of the samples is near:
  /// differences across it would miss derivatives that jump there.
  private static let choices: [DensitySubject] = [
    (.cosine, .sigmoidLinear, .trainable), (.hyperbolicTangent, .softplus, .fixed),
    (.polynomial1, .gaussian, .trainable), (.polynomial2, .hyperbolicTangent, .trainable),
    (.exponential, .gaussian, .fixed),
  ].map { (cutoff: DensityCutoff, activation: NetworkActivation, slopes: NeuronSlopes) in
    var hyperparameters = DensityHyperparameters(
      cutoff: 3.764, radialScale: 1.3, radialBasisSize: 5, radialChannels: 3, angularChannels: 2,
      maximumDegree: 2, tripleDegree: 1, tripleChannels: 1, hiddenLayers: [6, 5])
    hyperparameters.cutoffFunction = cutoff
    hyperparameters.activation = activation
    hyperparameters.slopes = slopes
    return DensitySubject(
      "\(cutoff.rawValue), \(activation.rawValue), \(slopes.rawValue) slopes", ["C", "H"], repulsion: false,
      hyperparameters)
  }
}

/// A density potential of the suite with random parameters.
struct DensitySubject: Sendable, CustomTestStringConvertible {
  var name: String
  var potential: DensityPotential

  var testDescription: String { name }

  /// The power with which the cutoff function falls off at the end.
  var cutoffOrder: Double? {
    switch potential.hyperparameters.cutoffFunction {
    case .quartic, .polynomial3: 4
    case .cosine, .polynomial1: 2
    case .hyperbolicTangent, .polynomial2: 3
    case .polynomial4: 5
    case .exponential: nil
    }
  }

  init(_ name: String, _ symbols: [String], repulsion: Bool, _ hyperparameters: DensityHyperparameters) {
    self.name = name
    // The hyperparameters above are valid; the suite could not run without them.
    guard var potential = try? DensitySamples.potential(symbols, hyperparameters: hyperparameters)
    else { preconditionFailure("invalid hyperparameters of \(name)") }
    if !repulsion { potential.repulsionRadii = potential.repulsionRadii.map { _ in 0 } }
    self.potential = potential
  }
}
