import Atomistics

/// The elements of the atoms of a group: numbers, symbols or types, for each frame or for all.
struct SpeciesColumn: Sendable {
  let dataset: any StoredArray
  /// Whether all frames share one row.
  let isShared: Bool
  let atomCount: Int
  let types: [Int]?
  let paddings: Set<Int>

  /// Reads the atomic numbers of rows, (rows, atoms); `FrameBlock.padding` where there is no atom.
  ///
  /// - Throws: `DatasetError.wrongElements`; `HDF5Error`.
  func read(_ rows: Range<Int>) throws -> [Int] {
    let numbers = try isShared ? values(nil) : values(rows)
    return isShared ? (0..<rows.count).flatMap { _ in numbers } : numbers
  }

  /// Integers; ZnH5MD stores them as floating-point numbers, with NaN where there is no atom.
  private func numbers(_ rows: Range<Int>?) throws -> [Int] {
    guard dataset.isFloatingPoint else { return try dataset.integers(rows: rows) }
    return try dataset.numbers(rows: rows).map { value in
      if value.isNaN { return FrameBlock.padding }
      guard let number = Int(exactly: value) else {
        throw DatasetError.wrongElements(
          file: dataset.file, object: dataset.path, problem: "\(value) is no atomic number")
      }
      return number
    }
  }

  private func values(_ rows: Range<Int>?) throws -> [Int] {
    if dataset.isText {
      return try dataset.texts(rows: rows).enumerated().map { index, symbol in
        // h5py pads fixed strings with zeros, Fortran programs with blanks.
        let symbol = symbol.trimmingSuffix { $0 == " " || $0 == "\0" }
        guard let element = Element(symbol: symbol.capitalizedSymbol) else {
          throw DatasetError.wrongElements(
            file: dataset.file, object: dataset.path,
            problem: "atom \(index % atomCount) is called `\(symbol)`, which is no element")
        }
        return element.atomicNumber
      }
    }
    return try numbers(rows).enumerated().map { index, number in
      if number == FrameBlock.padding || paddings.contains(number) { return FrameBlock.padding }
      guard let types else { return number }
      guard types.indices.contains(number) else {
        throw DatasetError.wrongElements(
          file: dataset.file, object: dataset.path,
          problem: "atom \(index % atomCount) has the type \(number), but there are \(types.count) types, "
            + "counted from 0")
      }
      return types[number]
    }
  }
}

extension String {
  fileprivate func trimmingSuffix(while condition: (Character) -> Bool) -> String {
    String(self[..<(lastIndex { !condition($0) }.map(index(after:)) ?? startIndex)])
  }

  /// The text with its first letter in upper case and the others in lower case: `CL` is chlorine.
  var capitalizedSymbol: String { prefix(1).uppercased() + dropFirst().lowercased() }
}
