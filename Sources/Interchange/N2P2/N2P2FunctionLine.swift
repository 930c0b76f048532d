internal import Atomistics
internal import Potentials

/// One line `symfunction_short` of `input.nn`.
struct N2P2FunctionLine {
  private let line: N2P2Lines.Line
  private let elements: [Element]
  private let length: Double

  /// - Parameters:
  ///   - elements: The elements that may occur.
  ///   - length: The unit of length of the file in Å.
  init(_ line: N2P2Lines.Line, elements: [Element], length: Double) {
    self.line = line
    self.elements = elements
    self.length = length
  }

  /// The central element and its function.
  func parse() throws -> (Element, SymmetryFunction) {
    try line.require(4...11, "symfunction_short, an element, the type and its parameters")
    let center = try element(1)
    let type = try line.integer(2, "the type")
    switch type {
    case 2: return (center, try radial(type, of: element(3), at: 4))
    case 12: return (center, try radial(type, of: nil, at: 3))
    case 3, 9: return (center, try angular(type, of: (element(3), element(4)), at: 5))
    case 13: return (center, try weightedAngular(at: 3))
    case 20: return (center, try compact(of: element(3), at: 4))
    case 23: return (center, try compact(of: nil, at: 3))
    case 21, 22: return (center, try compactAngular(type, of: (element(3), element(4)), at: 5))
    case 24, 25: return (center, try compactAngular(type, of: nil, at: 3))
    default:
      throw line.invalid("there is no type \(type); there are 2, 3, 9, 12, 13 and 20 to 25")
    }
  }

  private func element(_ index: Int) throws -> Element {
    guard index < line.words.count, let element = Element(symbol: line.words[index]), elements.contains(element)
    else {
      throw line.invalid(
        "word \(index + 1) is \(index < line.words.count ? line.words[index] : "missing"), which should be one of "
          + elements.map(\.symbol).joined(separator: " "))
    }
    return element
  }

  private func length(_ index: Int, _ name: String) throws -> Double {
    try line.number(index, name) * length
  }

  private func width(_ index: Int) throws -> Double { try line.number(index, "η") / (length * length) }

  private func radial(_ type: Int, of neighbor: Element?, at start: Int) throws -> SymmetryFunction {
    try line.require(start + 3...start + 3, "type \(type) takes η, r_s and r_c")
    return SymmetryFunction(
      radial: .gaussian(width: try width(start), center: try length(start + 1, "r_s")),
      cutoff: try length(start + 2, "r_c"), of: neighbor)
  }

  private func angular(_ type: Int, of pair: (Element, Element), at start: Int) throws -> SymmetryFunction {
    try line.require(start + 4...start + 5, "type \(type) takes η, λ, ζ, r_c and perhaps r_s")
    let center = line.words.count > start + 4 ? try length(start + 4, "r_s") : 0
    return SymmetryFunction(
      radial: .gaussian(width: try width(start), center: center),
      angular: .power(sign: try line.number(start + 1, "λ"), exponent: try line.number(start + 2, "ζ")),
      cutoff: try length(start + 3, "r_c"), includesOpposite: type == 3, of: pair)
  }

  private func weightedAngular(at start: Int) throws -> SymmetryFunction {
    try line.require(start + 5...start + 5, "type 13 takes η, r_s, λ, ζ and r_c")
    return SymmetryFunction(
      radial: .gaussian(width: try width(start), center: try length(start + 1, "r_s")),
      angular: .power(sign: try line.number(start + 2, "λ"), exponent: try line.number(start + 3, "ζ")),
      cutoff: try length(start + 4, "r_c"), includesOpposite: true, of: nil)
  }

  private func compact(of neighbor: Element?, at start: Int) throws -> SymmetryFunction {
    try line.require(start + 3...start + 3, "types 20 and 23 take r_l, r_c and the subtype")
    return SymmetryFunction(
      radial: .compact(inner: try length(start, "r_l"), try shape(start + 2)),
      cutoff: try length(start + 1, "r_c"), of: neighbor)
  }

  private func compactAngular(
    _ type: Int, of pair: (Element, Element)?, at start: Int
  ) throws -> SymmetryFunction {
    try line.require(start + 5...start + 5, "types 21, 22, 24 and 25 take r_l, r_c, two angles and the subtype")
    let shape = try shape(start + 4)
    return SymmetryFunction(
      radial: .compact(inner: try length(start, "r_l"), shape),
      angular: .compact(
        left: try line.number(start + 2, "the left angle"), right: try line.number(start + 3, "the right angle"),
        shape),
      cutoff: try length(start + 1, "r_c"), includesOpposite: type == 21 || type == 24, of: pair)
  }

  private func shape(_ index: Int) throws -> CompactShape {
    guard let shape = CompactShape.all.first(where: { $0.letters == line.words[index] }) else {
      throw line.invalid(
        "there is no subtype \(line.words[index]); there are "
          + CompactShape.all.map(\.letters).joined(separator: " "))
    }
    return shape
  }
}

// MARK: Writing

extension N2P2FunctionLine {
  /// The line of a function of a central element, with lengths in units of `length` (Å).
  static func text(_ function: SymmetryFunction, center: Element, length unit: Double) -> String {
    var words = ["symfunction_short", center.symbol, String(function.type ?? 0)]
    words += function.neighbors.map(\.symbol)
    func length(_ value: Double) -> String { String(value / unit) }
    func width(_ value: Double) -> String { String(value * unit * unit) }
    let cutoff = length(function.cutoff)
    switch (function.radial, function.angular) {
    case (.gaussian(let eta, let center), nil):
      words += [width(eta), length(center), cutoff]
    case (.gaussian(let eta, let center), .power(let sign, let exponent)) where function.isWeighted:
      words += [width(eta), length(center), String(sign), String(exponent), cutoff]
    case (.gaussian(let eta, let center), .power(let sign, let exponent)):
      words += [width(eta), String(sign), String(exponent), cutoff] + (center == 0 ? [] : [length(center)])
    case (.compact(let inner, let shape), .compact(let left, let right, _)):
      words += [length(inner), cutoff, String(left), String(right), shape.letters]
    case (.compact(let inner, let shape), _):
      words += [length(inner), cutoff, shape.letters]
    case (.gaussian, .compact):
      // No potential has such a function.
      break
    }
    return words.joined(separator: " ")
  }
}
