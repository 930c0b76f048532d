import Atomistics
import HDF5
import Potentials

/// The density family in a file: elements, hyperparameters, scaling, repulsion and parameters.
extension DensityPotential {
  private static var numbers: [(String, WritableKeyPath<DensityHyperparameters, Double>)] {
    [("cutoff", \.cutoff), ("radial_scale", \.radialScale)]
  }

  private static var integers: [(String, WritableKeyPath<DensityHyperparameters, Int>)] {
    [
      ("radial_basis_size", \.radialBasisSize), ("radial_channels", \.radialChannels),
      ("angular_channels", \.angularChannels), ("maximum_degree", \.maximumDegree),
      ("triple_degree", \.tripleDegree), ("triple_channels", \.tripleChannels),
    ]
  }

  // MARK: Writing

  func write(to root: HDF5Group) throws {
    try root.write(elements.map(\.atomicNumber), to: "elements")
      .setAttribute("symbols", elements.map(\.symbol))
    try root.write(referenceEnergies, to: "reference_energies").setAttribute("unit", "eV")

    let choices = try root.createGroup("hyperparameters")
    for (name, setting) in DensityPotential.numbers {
      try choices.setAttribute(name, hyperparameters[keyPath: setting])
    }
    for (name, setting) in DensityPotential.integers {
      try choices.setAttribute(name, hyperparameters[keyPath: setting])
    }
    try choices.setAttribute("hidden_layers", hyperparameters.hiddenLayers)
    try choices.setAttribute("cutoff_function", hyperparameters.cutoffFunction.rawValue)
    try choices.setAttribute("activation", hyperparameters.activation.rawValue)
    try choices.setAttribute("slopes", hyperparameters.slopes.rawValue)

    let scaling = try root.createGroup("scaling")
    try scaling.setAttribute("energy_scale", energyScale)
    let shape = [elements.count, featureCount]
    try scaling.write(featureMeans, to: "feature_means", shape: shape)
    try scaling.write(featureScales, to: "feature_scales", shape: shape)

    try root.write(
      repulsionRadii, to: "repulsion_radii", shape: [elements.count, elements.count]
    ).setAttribute("unit", "Å")

    let limits = try root.createGroup("single_atoms")
    try limits.write(singleAtomLimits.map(\.energy), to: "energies").setAttribute("unit", "eV")
    try limits.write(singleAtomLimits.map(\.neighbors), to: "neighbors")

    try writeParameters(to: root)
  }

  // MARK: Reading

  init(from root: HDF5Group) throws {
    let elements = try readElements(of: root)
    let count = elements.count
    try self.init(
      hyperparameters: DensityPotential.readHyperparameters(root), elements: elements,
      referenceEnergies: readNumbers("reference_energies", shape: [count], in: root))

    let scaling = try root.group("scaling")
    energyScale = try FieldReader(group: scaling).number("energy_scale")
    featureMeans = try readNumbers("feature_means", shape: [count, featureCount], in: scaling)
    featureScales = try readNumbers("feature_scales", shape: [count, featureCount], in: scaling)

    repulsionRadii = try readNumbers("repulsion_radii", shape: [count, count], in: root)
    for first in 0..<count {
      for second in 0..<count {
        let radius = repulsionRadii[first * count + second]
        guard radius >= 0, radius == repulsionRadii[second * count + first] else {
          throw PotentialFileError.invalid(
            file: root.file, object: "/repulsion_radii",
            problem: "must be symmetric and not negative")
        }
      }
    }

    // The first files have no such limits.
    if try root.kind(of: "single_atoms") != nil {
      let limits = try root.group("single_atoms")
      let energies = try readNumbers("energies", shape: [count], in: limits)
      let neighbors = try readNumbers("neighbors", shape: [count], in: limits)
      guard neighbors.allSatisfy({ $0 >= 0 }) else {
        throw PotentialFileError.invalid(
          file: root.file, object: "/single_atoms/neighbors", problem: "must not be negative")
      }
      singleAtomLimits = zip(energies, neighbors).map { SingleAtomLimit(energy: $0, neighbors: $1) }
    }

    try readParameters(from: root)
  }

  private static func readHyperparameters(_ root: HDF5Group) throws -> DensityHyperparameters {
    let group = try root.group("hyperparameters")
    let reader = FieldReader(group: group)
    var choices = DensityHyperparameters()
    for (name, setting) in numbers { choices[keyPath: setting] = try reader.number(name) }
    for (name, setting) in integers { choices[keyPath: setting] = try reader.integer(name) }
    choices.hiddenLayers = try reader.integers("hidden_layers")
    // The first files have none of these: there was no choice.
    if try reader.has("cutoff_function") {
      choices.cutoffFunction = try reader.value("cutoff_function", DensityCutoff.init(rawValue:))
      choices.activation = try reader.value("activation", NetworkActivation.init(rawValue:))
      choices.slopes = try reader.value("slopes", NeuronSlopes.init(rawValue:))
    }
    do {
      try choices.validate()
    } catch DensityError.outOfRange(let name, let value, let allowed) {
      throw reader.invalid(name, "is \(value), but must be \(allowed)")
    }
    return choices
  }
}
