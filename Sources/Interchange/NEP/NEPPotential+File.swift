import Atomistics
import HDF5
import Potentials

/// The neuroevolution family in a file: elements, hyperparameters, scaling, repulsion and parameters.
extension NEPPotential {
  private static var integers: [(String, WritableKeyPath<NEPHyperparameters, Int>)] {
    [
      ("radial_channels", \.radialChannels), ("angular_channels", \.angularChannels),
      ("radial_basis_size", \.radialBasisSize), ("angular_basis_size", \.angularBasisSize),
      ("maximum_degree", \.maximumDegree), ("neurons", \.neurons),
    ]
  }

  // MARK: Writing

  func write(to root: HDF5Group) throws {
    try root.write(elements.map(\.atomicNumber), to: "elements")
      .setAttribute("symbols", elements.map(\.symbol))
    try root.write(referenceEnergies, to: "reference_energies").setAttribute("unit", "eV")

    let choices = try root.createGroup("hyperparameters")
    try choices.setAttribute("version", hyperparameters.version.rawValue)
    for (name, setting) in NEPPotential.integers {
      try choices.setAttribute(name, hyperparameters[keyPath: setting])
    }
    try choices.setAttribute("many_body_terms", hyperparameters.manyBodyTerms.map(\.rawValue))
    try choices.setAttribute("neighbor_capacity", [neighborCapacity.radial, neighborCapacity.angular])
    for (name, radii) in [
      ("radial_cutoffs", hyperparameters.radialCutoffs), ("angular_cutoffs", hyperparameters.angularCutoffs),
    ] {
      try choices.write(radii, to: name).setAttribute("unit", "Å")
    }

    let scaling = try root.createGroup("scaling")
    try scaling.setAttribute("energy_scale", energyScale)
    try scaling.write(featureMeans, to: "feature_means")
    try scaling.write(featureScales, to: "feature_scales")

    try root.write(repulsion.numbers, to: "repulsion").setAttribute("form", repulsion.form)
    try writeParameters(to: root)
  }

  // MARK: Reading

  init(from root: HDF5Group) throws {
    let elements = try readElements(of: root)
    let choices = try NEPPotential.readHyperparameters(root, elementCount: elements.count)
    let referenceEnergies = try readNumbers("reference_energies", shape: [elements.count], in: root)
    try self.init(hyperparameters: choices, elements: elements, referenceEnergies: referenceEnergies)
    let capacity = try FieldReader(group: root.group("hyperparameters")).integers("neighbor_capacity")
    guard capacity.count == 2, capacity.allSatisfy({ $0 > 0 }) else {
      throw FieldReader(group: try root.group("hyperparameters"))
        .invalid("neighbor_capacity", "must be two positive numbers, but is \(capacity)")
    }
    neighborCapacity = NeighborCapacity(radial: capacity[0], angular: capacity[1])
    let scaling = try root.group("scaling")
    energyScale = try FieldReader(group: scaling).number("energy_scale")
    featureMeans = try readNumbers("feature_means", shape: [featureMeans.count], in: scaling)
    featureScales = try readNumbers("feature_scales", shape: [featureScales.count], in: scaling)
    repulsion = try NEPPotential.readRepulsion(root, elementCount: elements.count)
    try readParameters(from: root)
  }

  private static func readHyperparameters(
    _ root: HDF5Group, elementCount: Int
  ) throws -> NEPHyperparameters {
    let group = try root.group("hyperparameters")
    let reader = FieldReader(group: group)
    let number = try reader.integer("version")
    guard let version = NEPHyperparameters.Version(rawValue: number) else {
      throw reader.invalid("version", "is \(number), but must be 3, 4 or 5")
    }
    var choices = NEPHyperparameters(version: version, elementCount: elementCount)
    for (name, setting) in integers { choices[keyPath: setting] = try reader.integer(name) }
    choices.manyBodyTerms = try reader.integers("many_body_terms").map { term in
      guard let term = NEPManyBodyTerm(rawValue: term) else {
        throw reader.invalid("many_body_terms", "has the unknown term \(term)")
      }
      return term
    }
    choices.radialCutoffs = try readNumbers("radial_cutoffs", shape: [elementCount], in: group)
    choices.angularCutoffs = try readNumbers("angular_cutoffs", shape: [elementCount], in: group)
    do {
      try choices.validate(elementCount: elementCount)
    } catch NEPError.outOfRange(let name, let value, let allowed) {
      throw reader.invalid(name, "is \(value), but must be \(allowed)")
    }
    return choices
  }

  private static func readRepulsion(_ root: HDF5Group, elementCount: Int) throws -> NEPRepulsion {
    let dataset = try root.dataset("repulsion")
    guard let form = try dataset.attribute("form")?.readStrings().first else {
      throw PotentialFileError.missing(file: root.file, object: "/repulsion@form")
    }
    let numbers = try dataset.read(Double.self)
    guard numbers.allSatisfy(\.isFinite),
      let repulsion = NEPRepulsion(form: form, numbers: numbers, elementCount: elementCount)
    else {
      throw PotentialFileError.invalid(
        file: root.file, object: "/repulsion",
        problem: "has the form '\(form)' with \(numbers.count) numbers")
    }
    return repulsion
  }
}

extension NEPRepulsion {
  /// The name of the form in potential files.
  var form: String {
    switch self {
    case .none: "none"
    case .universal: "universal"
    case .typewise: "typewise"
    case .flexible: "flexible"
    }
  }

  /// Everything that the form leaves open, as numbers.
  var numbers: [Double] {
    switch self {
    case .none: []
    case .universal(let inner, let outer): [inner, outer]
    case .typewise(let inner, let outer, let factor): [inner, outer, factor]
    case .flexible(let pairs): pairs.flatMap { [$0.inner, $0.outer] + $0.weights + $0.exponents }
    }
  }

  /// The repulsion with a form and its numbers, or `nil` where they do not fit.
  init?(form: String, numbers: [Double], elementCount: Int) {
    switch (form, numbers.count) {
    case ("none", 0): self = .none
    case ("universal", 2): self = .universal(inner: numbers[0], outer: numbers[1])
    case ("typewise", 3):
      self = .typewise(inner: numbers[0], outer: numbers[1], factor: numbers[2])
    case ("flexible", 5 * elementCount * (elementCount + 1)):
      self = .flexible(
        stride(from: 0, to: numbers.count, by: 10).map { start in
          Screening(
            inner: numbers[start], outer: numbers[start + 1],
            weights: Array(numbers[start + 2..<start + 6]),
            exponents: Array(numbers[start + 6..<start + 10]))
        })
    default: return nil
    }
  }
}
