internal import Potentials

/// The files of numbers of a set: `scaling.data` and `weights.NNN.data`.
enum N2P2Numbers {
  /// The path of an element's weights, by its atomic number of three digits.
  static func weightsName(_ atomicNumber: Int) -> String {
    "weights.\(String(repeating: "0", count: 3 - String(atomicNumber).count))\(atomicNumber).data"
  }

  /// The distribution of every symmetry function, elements × functions.
  static func readScaling(_ path: String, for architecture: ACSFArchitecture) throws -> [[FeatureRange]] {
    let file = try N2P2Lines(path)
    var lines = file.lines.makeIterator()
    let needsDeviation = architecture.scaling.kind == .deviation
    let ranges = try architecture.elements.enumerated().map { index, element in
      try (1...architecture.featureCount(element)).map { function in
        guard let line = lines.next() else {
          throw N2P2Error.invalidFile(
            file: path, problem: "ends before symmetry function \(function) of \(element)")
        }
        try line.require(5...6, "element, symmetry function, minimum, maximum, mean and standard deviation")
        let found = (try line.integer(0, "the element"), try line.integer(1, "the symmetry function"))
        guard found == (index + 1, function) else {
          throw line.invalid(
            "is about symmetry function \(found.1) of element \(found.0), where that of \(function) of element "
              + "\(index + 1) (\(element)) belongs")
        }
        guard line.words.count == 6 || !needsDeviation else {
          throw line.invalid("has no standard deviation, which the scaling needs")
        }
        return FeatureRange(
          minimum: try line.number(2, "the minimum"), maximum: try line.number(3, "the maximum"),
          mean: try line.number(4, "the mean"),
          deviation: line.words.count == 6 ? try line.number(5, "the standard deviation") : 0)
      }
    }
    if let line = lines.next() { throw line.invalid("is more than the symmetry functions of input.nn need") }
    return ranges
  }

  /// The weights and biases of one element, `count` of them.
  static func readWeights(_ path: String, count: Int) throws -> [Double] {
    let file = try N2P2Lines(path)
    guard file.lines.count == count else {
      throw N2P2Error.invalidFile(
        file: path,
        problem: "has \(file.lines.count) numbers, but the network of input.nn has \(count) weights and biases")
    }
    return try file.lines.map { try $0.number(0, "a weight") }
  }
}
