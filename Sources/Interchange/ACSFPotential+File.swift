import Atomistics
import HDF5
import Potentials

/// The family of symmetry functions in a file: elements, functions, scaling and parameters.
///
/// Symmetry functions are stored as lines of `input.nn` in Å, so that one reader checks both forms.
extension ACSFPotential {
  // MARK: Writing

  func write(to root: HDF5Group) throws {
    try root.write(elements.map(\.atomicNumber), to: "elements")
      .setAttribute("symbols", elements.map(\.symbol))
    try root.write(referenceEnergies, to: "reference_energies").setAttribute("unit", "eV")

    let choices = try root.createGroup("hyperparameters")
    try choices.setAttribute("cutoff_type", architecture.cutoffFunction.kind.rawValue)
    try choices.setAttribute("inner_cutoff_fraction", architecture.cutoffFunction.innerFraction)
    try choices.setAttribute("hidden_layers", architecture.hiddenLayers)
    try choices.setAttribute("activations", architecture.activations.map(\.rawValue))
    try choices.setAttribute("normalizes_layers", architecture.normalizesLayers ? 1 : 0)

    let scaling = try root.createGroup("scaling")
    try scaling.setAttribute("energy_scale", energyScale)
    try scaling.setAttribute("kind", architecture.scaling.kind.rawValue)
    try scaling.setAttribute("bounds", [architecture.scaling.lower, architecture.scaling.upper])

    let lines = try root.createGroup("symmetry_functions")
    for (index, element) in elements.enumerated() {
      try lines.write(
        functions(index).map { N2P2FunctionLine.text($0, center: element, length: 1) },
        to: element.symbol)
      try scaling.write(
        featureRanges[index].flatMap(\.numbers), to: element.symbol,
        shape: [featureRanges[index].count, FeatureRange.columns.count]
      ).setAttribute("columns", FeatureRange.columns)
    }
    try writeParameters(to: root)
  }

  // MARK: Reading

  init(from root: HDF5Group) throws {
    let elements = try readElements(of: root)
    guard elements == elements.sorted(by: { $0.atomicNumber < $1.atomicNumber }) else {
      throw PotentialFileError.invalid(
        file: root.file, object: "/elements", problem: "must rise with the atomic number")
    }
    let scaling = FieldReader(group: try root.group("scaling"))
    do {
      let architecture = try ACSFPotential.readArchitecture(root, elements: elements, scaling: scaling)
      try self.init(
        architecture,
        featureRanges: elements.map { element in
          let numbers = try readNumbers(
            element.symbol, shape: [architecture.featureCount(element), FeatureRange.columns.count],
            in: scaling.group)
          return stride(from: 0, to: numbers.count, by: FeatureRange.columns.count)
            .map { FeatureRange(numbers[$0..<$0 + FeatureRange.columns.count]) }
        },
        referenceEnergies: readNumbers("reference_energies", shape: [elements.count], in: root),
        energyScale: scaling.number("energy_scale"))
    } catch let error as ACSFError {
      throw PotentialFileError.invalid(
        file: root.file, object: "/hyperparameters", problem: "cannot be: \(error.description)")
    }
    try readParameters(from: root)
  }

  private static func readArchitecture(
    _ root: HDF5Group, elements: [Element], scaling: FieldReader
  ) throws -> ACSFArchitecture {
    let choices = FieldReader(group: try root.group("hyperparameters"))
    let kind = try choices.integer("cutoff_type")
    guard let cutoffKind = CutoffFunction.Kind(rawValue: kind) else {
      throw choices.invalid("cutoff_type", "is \(kind), but must be 0 to 8")
    }
    let bounds = try scaling.numbers("bounds")
    guard bounds.count == 2 else {
      throw scaling.invalid("bounds", "has \(bounds.count) values where two belong")
    }
    let lines = try root.group("symmetry_functions")
    return try ACSFArchitecture(
      functions: Dictionary(
        uniqueKeysWithValues: elements.map { element in
          (element, try readFunctions(lines.dataset(element.symbol), of: element, elements: elements))
        }),
      cutoffFunction: CutoffFunction(
        cutoffKind, innerFraction: choices.number("inner_cutoff_fraction")),
      scaling: FeatureScaling(
        scaling.value("kind", FeatureScaling.Kind.init(rawValue:)), lower: bounds[0], upper: bounds[1]),
      hiddenLayers: choices.integers("hidden_layers"),
      activations: choices.texts("activations").map { letter in
        guard let activation = Activation(rawValue: letter) else {
          throw choices.invalid("activations", "has the unknown letter '\(letter)'")
        }
        return activation
      },
      normalizesLayers: choices.integer("normalizes_layers") != 0)
  }

  private static func readFunctions(
    _ dataset: HDF5Dataset, of center: Element, elements: [Element]
  ) throws -> [SymmetryFunction] {
    func invalid(_ problem: String) -> PotentialFileError {
      .invalid(file: dataset.file, object: dataset.path, problem: problem)
    }
    return try dataset.readStrings().enumerated().map { index, text in
      let line = N2P2Lines.Line(
        number: index + 1, words: text.split(separator: " ").map(String.init), file: dataset.file)
      do {
        let (element, function) = try N2P2FunctionLine(line, elements: elements, length: 1).parse()
        guard element == center else { throw invalid("has a function of \(element) in row \(index)") }
        return function
      } catch N2P2Error.invalidLine(_, _, let problem) {
        throw invalid("is wrong in row \(index): \(problem)")
      }
    }
  }
}

extension FeatureRange {
  /// The names of `numbers`.
  static let columns = ["minimum", "maximum", "mean", "deviation"]

  /// Everything that it holds.
  var numbers: [Double] { [minimum, maximum, mean, deviation] }

  /// Takes `numbers`.
  init(_ numbers: ArraySlice<Double>) {
    let start = numbers.startIndex
    self.init(
      minimum: numbers[start], maximum: numbers[start + 1], mean: numbers[start + 2],
      deviation: numbers[start + 3])
  }
}
