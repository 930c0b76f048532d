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
  /// - Throws: `DatasetError.unknownSymbol` or `unknownType`; `HDF5Error`.
  func read(_ rows: Range<Int>) throws -> [Int] {
    let numbers = try isShared ? values(nil) : values(rows)
    return isShared ? (0..<rows.count).flatMap { _ in numbers } : numbers
  }

  private func values(_ rows: Range<Int>?) throws -> [Int] {
    if dataset.isText {
      return try dataset.texts(rows: rows).enumerated().map { index, symbol in
        // h5py pads fixed strings with zeros, Fortran programs with blanks.
        let symbol = symbol.trimmingSuffix { $0 == " " || $0 == "\0" }
        guard let element = Element(symbol: symbol.capitalizedSymbol) else {
          throw DatasetError.unknownSymbol(
            file: dataset.file, object: dataset.path, atom: index % atomCount, symbol: symbol)
        }
        return element.atomicNumber
      }
    }
    return try dataset.integers(rows: rows).enumerated().map { index, number in
      if paddings.contains(number) { return FrameBlock.padding }
      guard let types else { return number }
      guard types.indices.contains(number) else {
        throw DatasetError.unknownType(
          file: dataset.file, object: dataset.path, atom: index % atomCount, type: number,
          count: types.count)
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
