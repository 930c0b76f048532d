internal import Atomistics

/// The atoms of a frame, as their lines are read.
struct ExtendedXYZAtoms {
  private let columns: ExtendedXYZColumns
  private(set) var elements: [Element] = []
  private(set) var positions: [SIMD3<Double>] = []

  /// The forces, or `nil` without such a column.
  private(set) var forces: [SIMD3<Double>]?

  /// The Hessian in row order, or `nil` without such a column.
  private(set) var hessian: [Double]?

  init(columns: ExtendedXYZColumns) {
    self.columns = columns
    if columns.forces != nil { forces = [] }
    if columns.hessian != nil { hessian = [] }
  }

  /// Reads the line of an atom, which has the columns that were announced.
  mutating func append(
    _ line: ArraySlice<UInt8>, at location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) {
    let items = line.words
    guard items.count == columns.count else {
      throw .wrongColumnCount(
        path: location.path, line: location.line, expected: columns.count, found: items.count)
    }
    if let column = columns.species {
      let name = items[column].text
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
    if let range = columns.hessian {
      for column in range {
        let value = try location.number(items[column].text, "hessian")
        hessian?.append(value)
      }
    }
  }

  private func vector(
    _ items: [ArraySlice<UInt8>], _ column: Int, _ key: String, _ location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) -> SIMD3<Double> {
    SIMD3(
      try location.number(items[column].text, key), try location.number(items[column + 1].text, key),
      try location.number(items[column + 2].text, key))
  }
}
