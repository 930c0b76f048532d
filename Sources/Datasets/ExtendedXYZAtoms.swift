internal import Atomistics

/// The atoms of a frame, as their lines are read.
struct ExtendedXYZAtoms {
  private let columns: ExtendedXYZColumns
  private(set) var elements: [Element] = []
  private(set) var positions: [SIMD3<Double>] = []

  /// The forces, or `nil` without such a column.
  private(set) var forces: [SIMD3<Double>]?

  init(columns: ExtendedXYZColumns) {
    self.columns = columns
    if columns.forces != nil { forces = [] }
  }

  /// Reads the line of an atom, which has the columns that were announced.
  mutating func append(
    _ text: String, at location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) {
    let items = text.split(whereSeparator: \.isWhitespace)
    guard items.count == columns.count else {
      throw .wrongColumnCount(
        path: location.path, line: location.line, expected: columns.count, found: items.count)
    }
    if let column = columns.species {
      let name = String(items[column])
      let element = Int(name).map { Element(atomicNumber: $0) } ?? Element(symbol: name)
      guard let element else {
        throw .unknownElement(path: location.path, line: location.line, text: name)
      }
      elements.append(element)
    }
    if let column = columns.positions {
      positions.append(try vector(items, column, "pos", location))
    }
    if let column = columns.forces {
      let force = try vector(items, column, "forces", location)
      forces?.append(force)
    }
  }

  private func vector(
    _ items: [Substring], _ column: Int, _ key: String, _ location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) -> SIMD3<Double> {
    SIMD3(
      try location.number(items[column], key), try location.number(items[column + 1], key),
      try location.number(items[column + 2], key))
  }
}
