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

    let scaling = try root.createGroup("scaling")
    try scaling.setAttribute("energy_scale", energyScale)
    let shape = [elements.count, featureCount]
    try scaling.write(featureMeans, to: "feature_means", shape: shape)
    try scaling.write(featureScales, to: "feature_scales", shape: shape)

    try root.write(
      repulsionRadii, to: "repulsion_radii", shape: [elements.count, elements.count]
    ).setAttribute("unit", "Å")

    let group = try root.createGroup("parameters")
    for block in parameterBlocks {
      var parent = group
      let path = block.name.split(separator: "/").map(String.init)
      for name in path.dropLast() {
        parent =
          try parent.kind(of: name) == nil ? parent.createGroup(name) : parent.group(name)
      }
      try parent.write(Array(parameters[block.range]), to: path[path.count - 1], shape: block.shape)
    }
  }

  // MARK: Reading

  init(from root: HDF5Group) throws {
    let elements = try DensityPotential.readElements(root)
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

    let group = try root.group("parameters")
    for block in parameterBlocks {
      var parent = group
      let path = block.name.split(separator: "/").map(String.init)
      for name in path.dropLast() { parent = try parent.group(name) }
      let values = try readNumbers(path[path.count - 1], shape: block.shape, in: parent)
      parameters.replaceSubrange(block.range, with: values)
    }
  }

  private static func readElements(_ root: HDF5Group) throws -> [Element] {
    let numbers = try root.dataset("elements").read(Int.self)
    let elements = numbers.compactMap(Element.init(atomicNumber:))
    guard !elements.isEmpty, elements.count == numbers.count, Set(elements).count == elements.count
    else {
      throw PotentialFileError.invalid(
        file: root.file, object: "/elements",
        problem: "must be different atomic numbers from 1 to 118, but is \(numbers)")
    }
    return elements
  }

  private static func readHyperparameters(_ root: HDF5Group) throws -> DensityHyperparameters {
    let group = try root.group("hyperparameters")
    let reader = FieldReader(group: group)
    var choices = DensityHyperparameters()
    for (name, setting) in numbers { choices[keyPath: setting] = try reader.number(name) }
    for (name, setting) in integers { choices[keyPath: setting] = try reader.integer(name) }
    choices.hiddenLayers = try reader.integers("hidden_layers")
    do {
      try choices.validate()
    } catch DensityError.outOfRange(let name, let value, let allowed) {
      throw reader.invalid(name, "is \(value), but must be \(allowed)")
    }
    return choices
  }
}

/// Reads a dataset whose shape is known and whose values must be finite.
private func readNumbers(_ name: String, shape: [Int], in group: HDF5Group) throws -> [Double] {
  let dataset = try group.dataset(name)
  let found = try dataset.shape()
  guard found == shape else {
    throw PotentialFileError.invalid(
      file: group.file, object: dataset.path,
      problem: "has the shape \(found) where \(shape) belongs")
  }
  let values = try dataset.read(Double.self)
  if let index = values.firstIndex(where: { !$0.isFinite }) {
    throw PotentialFileError.invalid(
      file: group.file, object: dataset.path, problem: "has the value \(values[index]) at \(index)")
  }
  return values
}
