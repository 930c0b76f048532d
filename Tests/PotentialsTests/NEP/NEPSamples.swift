import Atomistics
import Potentials
import Testing

/// A neuroevolution potential of the suite with random parameters.
struct NEPSubject: Sendable, CustomTestStringConvertible {
  var name: String
  var potential: NEPPotential

  var testDescription: String { name }

  init(
    _ name: String, _ symbols: [String], repulsion: NEPRepulsion = .none,
    angularCutoffs: [Double]? = nil, radialCutoffs: [Double]? = nil, _ choices: NEPHyperparameters
  ) {
    self.name = name
    var choices = choices
    if let radialCutoffs { choices.radialCutoffs = radialCutoffs }
    if let angularCutoffs { choices.angularCutoffs = angularCutoffs }
    // The choices above are valid; the suite could not run without them.
    guard var potential = try? NEPPotential(
      hyperparameters: choices, elements: symbols.compactMap(Element.init(symbol:)),
      referenceEnergies: symbols.compactMap(Element.init(symbol:)).map { -Double($0.atomicNumber) })
    else { preconditionFailure("invalid hyperparameters of \(name)") }
    var generator = Samples.Generator(state: 3)
    for block in potential.parameterBlocks {
      let scale = block.name.hasPrefix("weights") ? 0.2 : 0.5
      for index in block.range { potential.parameters[index] = scale * generator.uniform() }
    }
    for index in potential.featureScales.indices {
      potential.featureScales[index] = 0.6 + 0.3 * generator.uniform()
    }
    potential.featureMeans = potential.featureMeans.map { _ in 0.5 * generator.uniform() }
    potential.energyScale = 1.3
    potential.repulsion = repulsion
    self.potential = potential
  }

  /// Potentials that between them reach every branch: odd and even numbers of channels, every term, degree 1 to 8,
  /// one and several elements, type-wise cutoffs, every form of repulsion. No distance in the structures of the suite is
  /// within 0.02 Å of a cutoff, where second derivatives jump and differences would see it.
  static let all: [NEPSubject] = [
    NEPSubject(
      "nep4, one element, even channels", ["Si"],
      NEPHyperparameters(
        version: .nep4, elementCount: 1, radialCutoff: 3.827, angularCutoff: 3.173, radialChannels: 4,
        angularChannels: 4, radialBasisSize: 6, angularBasisSize: 5, maximumDegree: 4,
        manyBodyTerms: [.triple222], neurons: 8)),
    NEPSubject(
      "nep3, two elements, all terms", ["C", "H"], repulsion: .universal(inner: 0.8, outer: 1.979),
      NEPHyperparameters(
        version: .nep3, elementCount: 2, radialCutoff: 3.573, angularCutoff: 2.86, radialChannels: 3,
        angularChannels: 3, radialBasisSize: 5, angularBasisSize: 4, maximumDegree: 4,
        manyBodyTerms: NEPManyBodyTerm.allCases, neurons: 7)),
    NEPSubject(
      "nep5, three elements, type-wise cutoffs", ["O", "C", "H"],
      repulsion: .typewise(inner: 0.5, outer: 1.8, factor: 0.9), angularCutoffs: [3.173, 2.86, 2.527],
      radialCutoffs: [3.96, 3.573, 3.573],
      NEPHyperparameters(
        version: .nep5, elementCount: 3, radialChannels: 5, angularChannels: 2, radialBasisSize: 7,
        angularBasisSize: 6, maximumDegree: 3, manyBodyTerms: [.triple222, .quadruple1111], neurons: 10)),
    NEPSubject(
      "nep4, degree 8, one function each, flexible repulsion", ["Ga", "N"],
      repulsion: .flexible(
        (0..<3).map { pair in
          NEPRepulsion.Screening(
            inner: 0.7 + 0.1 * Double(pair), outer: 1.5 + 0.1 * Double(pair),
            weights: [0.2, 0.4, 0.3, 0.1], exponents: [3, 1, 0.5, 0.2])
        }),
      NEPHyperparameters(
        version: .nep4, elementCount: 2, radialCutoff: 3.404, angularCutoff: 3.404, radialChannels: 1,
        angularChannels: 1, radialBasisSize: 1, angularBasisSize: 1, maximumDegree: 8, manyBodyTerms: [],
        neurons: 1)),
    NEPSubject(
      "nep4, degree 1", ["Li", "F"],
      NEPHyperparameters(
        version: .nep4, elementCount: 2, radialCutoff: 3.764, angularCutoff: 2.86, radialChannels: 2,
        angularChannels: 7, radialBasisSize: 2, angularBasisSize: 9, maximumDegree: 1, manyBodyTerms: [],
        neurons: 5)),
  ]
}

extension Subject {
  /// The neuroevolution potentials; their cutoff function falls off with the square of the depth.
  static let nep: [Subject] = NEPSubject.all.map {
    Subject($0.name, $0.potential, $0.potential.elements.map(\.symbol), cutoffOrder: 2)
  }
}

extension TrainableSubject {
  /// The neuroevolution potentials.
  static let nep: [TrainableSubject] = NEPSubject.all.map { subject in
    TrainableSubject(subject.name, subject.potential) { potential in
      NEPGradientWorker<SIMD8<Double>>(potential, tables: NEPTables(potential))
    }
  }
}
