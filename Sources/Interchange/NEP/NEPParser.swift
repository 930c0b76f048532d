import Atomistics
import Potentials

/// Reads the text of a `nep.txt` file from line to line.
struct NEPParser {
  private let file: String
  private let lines: [Substring]
  /// The index of the next line.
  private var next = 0

  init(text: String, file: String) {
    self.file = file
    var lines = text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
    if lines.last == "" { lines.removeLast() }
    self.lines = lines
  }

  /// Reads the whole file.
  mutating func potential() throws -> NEPPotential {
    let (version, hasRepulsion, elements) = try kind()
    var repulsion = hasRepulsion ? try repulsion() : .none
    var h = NEPHyperparameters(version: version, elementCount: elements.count)
    let capacity = try cutoffs(elements.count, into: &h)
    let channels = try integers("n_max", count: 2...2)
    let basis = try integers("basis_size", count: 2...2)
    (h.radialChannels, h.angularChannels) = (channels[0] + 1, channels[1] + 1)
    (h.radialBasisSize, h.angularBasisSize) = (basis[0] + 1, basis[1] + 1)
    let degrees = try integers("l_max", count: 1...7)
    h.maximumDegree = degrees[0]
    h.manyBodyTerms = zip(NEPManyBodyTerm.allCases, degrees.dropFirst()).filter { $1 != 0 }.map(\.0)
    let network = try integers("ANN", count: 2...2)
    guard network[1] == 0 else {
      throw invalid("a network with a second hidden layer of \(network[1]) neurons is not supported")
    }
    h.neurons = network[0]
    var potential: NEPPotential
    do {
      potential = try NEPPotential(
        hyperparameters: h, elements: elements, referenceEnergies: elements.map { _ in 0 })
    } catch let error as NEPError {
      throw invalid("the header is not possible: \(error)")
    }
    potential.neighborCapacity = capacity
    let numbers = try numbers(for: potential, isFlexible: repulsion == .flexible([]))
    let indices = NEPFileOrder.parameterIndices(potential)
    for (place, index) in indices.enumerated() { potential.parameters[index] = numbers[place] }
    let rest = numbers.dropFirst(indices.count)
    potential.featureScales = Array(rest.prefix(potential.featureCount))
    if repulsion == .flexible([]) { repulsion = .flexible(screenings(rest.dropFirst(potential.featureCount))) }
    potential.repulsion = repulsion
    try checkRepulsion(of: potential)
    return potential
  }

  // MARK: Header

  private mutating func kind() throws -> (NEPHyperparameters.Version, Bool, [Element]) {
    let words = try words("the kind of potential and its elements")
    guard words.count >= 2, let count = Int(words[1]), count > 0 else {
      throw invalid("must be the kind, the number of elements and their symbols")
    }
    let hasRepulsion = words[0].hasSuffix("_zbl")
    let name = hasRepulsion ? words[0].dropLast(4) : words[0][...]
    let versions = NEPHyperparameters.Version.allCases
    guard let version = versions.first(where: { "nep\($0.rawValue)" == name }) else {
      throw invalid(
        "the kind '\(words[0])' is not supported; nep3, nep4 and nep5 are, with or without _zbl (no charges, dipoles, "
          + "polarizabilities, temperature or dispersion)")
    }
    let elements = words.dropFirst(2).compactMap { Element(symbol: String($0)) }
    guard elements.count == count, words.count == count + 2, Set(elements).count == count else {
      throw invalid("\(count) different symbols of elements must follow, but there is '\(words.dropFirst(2).joined(separator: " "))'")
    }
    return (version, hasRepulsion, elements)
  }

  /// The line `zbl`; the flexible form has no screenings yet.
  private mutating func repulsion() throws -> NEPRepulsion {
    let values = try reals("zbl", count: 2...3)
    if values == [0, 0] { return .flexible([]) }
    guard values[0] >= 0, values[1] > values[0] else {
      throw invalid("the outer radius \(values[1]) must be above the inner radius \(values[0])")
    }
    guard values.count == 3 else { return .universal(inner: values[0], outer: values[1]) }
    guard values[2] > 0 else { throw invalid("the factor \(values[2]) must be above 0") }
    return .typewise(inner: values[0], outer: values[1], factor: values[2])
  }

  private mutating func cutoffs(
    _ elementCount: Int, into h: inout NEPHyperparameters
  ) throws -> NEPPotential.NeighborCapacity {
    let typewise = 2 * elementCount + 2
    let values = try reals("cutoff", count: min(4, typewise)...max(4, typewise))
    guard values.count == 4 || values.count == typewise else {
      throw invalid("4 numbers or \(typewise) (two for each element) must follow, not \(values.count)")
    }
    let radii = values.dropLast(2)
    for element in 0..<elementCount {
      let pair = radii.count == 2 ? 0 : 2 * element
      (h.radialCutoffs[element], h.angularCutoffs[element]) = (radii[pair], radii[pair + 1])
    }
    guard let radial = Int(exactly: values[radii.count]), let angular = Int(exactly: values[radii.count + 1]),
      radial > 0, angular > 0
    else { throw invalid("the last two numbers, the room for neighbors, must be positive integers") }
    return NEPPotential.NeighborCapacity(radial: radial, angular: angular)
  }

  // MARK: Numbers

  private mutating func numbers(for potential: NEPPotential, isFlexible: Bool) throws -> [Double] {
    let count = potential.elements.count
    let screening = isFlexible ? 10 * count * (count + 1) / 2 : 0
    let parameters = potential.parameters.count
    let expected = parameters + potential.featureCount + screening
    guard lines.count - next == expected else {
      let detail =
        "\(parameters) parameters + \(potential.featureCount) scales"
        + (isFlexible ? " + \(screening) of the repulsion" : "")
      throw NEPFileError.wrongCount(
        file: file, found: lines.count - next, expected: expected, detail: detail)
    }
    return try (0..<expected).map { _ in
      let words = try words("a number")
      guard words.count == 1, let value = Double(words[0]), value.isFinite else {
        throw invalid("must be one finite number, but is '\(words.joined(separator: " "))'")
      }
      return value
    }
  }

  private func screenings(_ numbers: ArraySlice<Double>) -> [NEPRepulsion.Screening] {
    stride(from: numbers.startIndex, to: numbers.endIndex, by: 10).map { start in
      NEPRepulsion.Screening(
        inner: numbers[start], outer: numbers[start + 1],
        weights: (0..<4).map { numbers[start + 2 + 2 * $0] },
        exponents: (0..<4).map { numbers[start + 3 + 2 * $0] })
    }
  }

  /// Engines look for pairs to repel among the neighbors within the angular cutoff.
  private func checkRepulsion(of potential: NEPPotential) throws {
    let count = potential.elements.count
    for (index, pair) in potential.pairRepulsions.enumerated() {
      guard let pair else { continue }
      let (first, second) = (index / count, index % count)
      let names = "\(potential.elements[first])-\(potential.elements[second])"
      guard pair.outerRadius > pair.innerRadius, pair.innerRadius >= 0 else {
        throw NEPFileError.invalid(
          file: file, line: lines.count,
          problem: "the radii \(pair.innerRadius) and \(pair.outerRadius) of the repulsion of \(names) must ascend")
      }
      let cutoff = potential.hyperparameters.angularCutoff(first, second)
      guard pair.outerRadius <= cutoff else {
        throw NEPFileError.invalid(
          file: file, line: 2,
          problem: "the repulsion of \(names) reaches \(pair.outerRadius) Å, beyond the angular cutoff of \(cutoff) Å")
      }
    }
  }

  // MARK: Words

  /// The words of the next line.
  private mutating func words(_ meaning: String) throws -> [Substring] {
    guard next < lines.count else {
      throw NEPFileError.invalid(file: file, line: next + 1, problem: "the file ends where \(meaning) must stand")
    }
    next += 1
    let words = lines[next - 1].split(whereSeparator: { $0 == " " || $0 == "\t" })
    guard !words.isEmpty else { throw invalid("is empty where \(meaning) must stand") }
    return words
  }

  private mutating func reals(_ keyword: String, count: ClosedRange<Int>) throws -> [Double] {
    let words = try words("'\(keyword)'")
    guard words[0] == keyword else { throw invalid("'\(keyword)' must stand here, but there is '\(words[0])'") }
    let values = words.dropFirst().compactMap { Double($0) }
    guard values.count == words.count - 1, values.allSatisfy(\.isFinite) else {
      throw invalid("only numbers may follow '\(keyword)'")
    }
    guard count.contains(values.count) else {
      let range = count.count == 1 ? "\(count.lowerBound)" : "\(count.lowerBound) to \(count.upperBound)"
      throw invalid("\(range) numbers must follow '\(keyword)', not \(values.count)")
    }
    return values
  }

  private mutating func integers(_ keyword: String, count: ClosedRange<Int>) throws -> [Int] {
    try reals(keyword, count: count).map { value in
      guard let integer = Int(exactly: value), (0...1000).contains(integer) else {
        throw invalid("'\(keyword)' takes integers from 0 to 1000, not \(value)")
      }
      return integer
    }
  }

  /// An error in the line that was read last.
  private func invalid(_ problem: String) -> NEPFileError {
    .invalid(file: file, line: next, problem: problem)
  }
}
