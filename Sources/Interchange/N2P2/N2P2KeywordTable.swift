internal import Atomistics
internal import Potentials

/// The lines of `input.nn` by keyword, each keyword known and as often as it may be.
struct N2P2KeywordTable {
  typealias Line = N2P2Lines.Line

  private let file: String
  private(set) var single: [String: Line] = [:]
  private var atomEnergyLines: [Line] = []
  private var functionLines: [Line] = []

  init(_ lines: N2P2Lines) throws {
    file = lines.file
    for line in lines.lines {
      let keyword = line.words[0]
      if let counts = N2P2Keywords.single[keyword] {
        try line.require(counts, "\(keyword) and its values")
        if let earlier = single[keyword] {
          throw line.invalid("\(keyword) stands in line \(earlier.number) already")
        }
        single[keyword] = line
      } else if keyword == "atom_energy" {
        try line.require(3...3, "atom_energy, an element and its energy")
        atomEnergyLines.append(line)
      } else if N2P2Keywords.repeated.contains(keyword) {
        functionLines.append(line)
      } else if let reason = N2P2Keywords.refused[keyword] {
        throw line.invalid("\(keyword) is not supported: \(reason)")
      } else if !N2P2Keywords.concernsTraining(keyword) {
        throw line.invalid("\"\(keyword)\" is not a keyword of n2p2 that this program knows")
      }
    }
  }

  private func required(_ keyword: String) throws -> Line {
    guard let line = single[keyword] else {
      throw N2P2Error.invalidFile(file: file, problem: "the keyword \(keyword) is missing")
    }
    return line
  }

  func elements() throws -> [Element] {
    let line = try required("elements")
    let count = try required("number_of_elements").integer(1, "the number of elements")
    let elements = try line.words.dropFirst().map { symbol in
      guard let element = Element(symbol: symbol) else { throw line.invalid("\(symbol) is not an element") }
      return element
    }
    guard elements.count == count, Set(elements).count == count else {
      throw line.invalid("names \(elements.count) elements where \(count) different ones belong")
    }
    return elements.sorted { $0.atomicNumber < $1.atomicNumber }
  }

  func atomEnergies(_ elements: [Element]) throws -> [Double] {
    var energies = [Double?](repeating: nil, count: elements.count)
    for line in atomEnergyLines {
      let index = try index(of: line.words[1], in: elements, line)
      guard energies[index] == nil else { throw line.invalid("a second energy of \(line.words[1])") }
      energies[index] = try line.number(2, "the energy of \(line.words[1])")
    }
    return energies.map { $0 ?? 0 }
  }

  /// Normalization divides by factors of both energy and length, or does not take place.
  func normalization() throws -> (mean: Double, energy: Double) {
    let names = ["mean_energy", "conv_energy", "conv_length"]
    let lines = names.compactMap { single[$0] }
    guard !lines.isEmpty else { return (0, 1) }
    guard lines.count == 3 else {
      throw lines[0].invalid("mean_energy, conv_energy and conv_length must be given together")
    }
    let values = try zip(lines, names).map { try $0.number(1, $1) }
    guard values[1] > 0, values[2] > 0 else {
      throw lines[1].invalid("conv_energy and conv_length must be positive")
    }
    // conv_length changes the numbers inside n2p2, but not the values of symmetry functions.
    return (values[0], values[1])
  }

  func cutoffFunction() throws -> CutoffFunction {
    let line = try required("cutoff_type")
    guard let kind = CutoffFunction.Kind(rawValue: try line.integer(1, "the cutoff type")) else {
      throw line.invalid("the cutoff type is \(line.words[1]), but must be 0 to 8")
    }
    let inner = line.words.count > 2 ? try line.number(2, "the inner cutoff fraction") : 0
    // n2p2 reads the fraction with these types as well, and does not use it.
    return CutoffFunction(kind, innerFraction: kind.hasInnerRadius ? inner : 0)
  }

  func scaling() throws -> FeatureScaling {
    let (scales, centers) = (single["scale_symmetry_functions"], single["center_symmetry_functions"])
    let deviates = single["scale_symmetry_functions_sigma"]
    if let deviates, scales != nil || centers != nil {
      throw deviates.invalid("scale_symmetry_functions_sigma excludes the other two ways of scaling")
    }
    let kind: FeatureScaling.Kind =
      switch (scales != nil, centers != nil, deviates != nil) {
      case (_, _, true): .deviation
      case (true, true, _): .centeredRange
      case (true, false, _): .range
      case (false, true, _): .center
      default: .none
      }
    return FeatureScaling(
      kind, lower: try bound("scale_min_short", standard: 0), upper: try bound("scale_max_short", standard: 1))
  }

  /// A bound of scaling, in the spelling of n2p2 or that of CP2K.
  private func bound(_ keyword: String, standard: Double) throws -> Double {
    let values = try [keyword, keyword + "_atomic"].compactMap { try single[$0]?.number(1, $0) }
    if values.count == 2, values[0] != values[1], let line = single[keyword] {
      throw line.invalid("\(keyword) and \(keyword)_atomic differ; n2p2 reads one of them and CP2K the other")
    }
    return values.first ?? standard
  }

  func hiddenLayers() throws -> [Int] {
    let count = try required("global_hidden_layers_short").integer(1, "the number of hidden layers")
    let line = try required("global_nodes_short")
    let widths = try line.words.indices.dropFirst().map { try line.integer($0, "the width of a layer") }
    guard widths.count == count else {
      throw line.invalid("gives \(widths.count) widths for \(count) hidden layers")
    }
    return widths
  }

  func activations(layers: Int) throws -> [Activation] {
    let line = try required("global_activation_short")
    let activations = try line.words.dropFirst().map { letter in
      guard let activation = Activation(rawValue: letter) else {
        throw line.invalid(
          "\"\(letter)\" is no activation; there are "
            + Activation.allCases.map(\.rawValue).joined(separator: " "))
      }
      return activation
    }
    guard activations.count == layers + 1 else {
      throw line.invalid("gives \(activations.count) activations for \(layers) hidden layers and the output")
    }
    return activations
  }

  /// The symmetry functions of each element, lengths converted by `length` in Å.
  func functions(_ elements: [Element], length: Double) throws -> [Element: [SymmetryFunction]] {
    var functions = Dictionary(uniqueKeysWithValues: elements.map { ($0, [SymmetryFunction]()) })
    for line in functionLines {
      let (element, function) = try N2P2FunctionLine(line, elements: elements, length: length).parse()
      guard functions[element]?.contains(function) == false else {
        throw line.invalid("this symmetry function stands in the file already")
      }
      functions[element]?.append(function)
    }
    return functions
  }

  private func index(of symbol: String, in elements: [Element], _ line: Line) throws -> Int {
    guard let element = Element(symbol: symbol), let index = elements.firstIndex(of: element) else {
      throw line.invalid("\(symbol) is not among the elements")
    }
    return index
  }
}
