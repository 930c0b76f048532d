import Atomistics
import HDF5

extension DatasetFile {
  /// Counts what is in the file.
  ///
  /// A frame has a label where the first number of the label is not NaN; that the rest agrees is checked
  /// when the frame is read.
  ///
  /// Cost: reads the atomic numbers, and one number of each label of each frame; bounded memory.
  ///
  /// - Throws: `DatasetError.unknownElement` or `storage`.
  public func census() throws(DatasetError) -> DatasetCensus {
    var census = DatasetCensus()
    census.layout = layout
    census.isolatedAtomEnergies = isolatedAtomEnergies
    census.attributes = attributes
    for group in groups {
      try translatingStorageErrors { try group.count(into: &census, fileName: fileName) }
    }
    return census
  }
}

extension FrameGroup {
  /// Adds this group to a census.
  fileprivate func count(into census: inout DatasetCensus, fileName: String) throws {
    census.frames += frameCount
    census.groups.append(DatasetCensus.Group(path: path, frames: frameCount, atoms: atomCount))
    // 4096 frames at a time bound the memory for the atomic numbers.
    for start in stride(from: 0, to: frameCount, by: 4096) {
      let rows = start..<min(start + 4096, frameCount)
      try countAtoms(rows, into: &census, fileName: fileName)
      try countPeriodic(rows, into: &census)
      for (label, column) in [
        (LabelKind.energy, energies), (.forces, forces), (.virial, virials ?? stresses),
      ] {
        guard let column else { continue }
        let first = try column.dataset.readFirstOfRows(Double.self, rows: rows)
        census.labels[label, default: 0] += first.count { !$0.isNaN }
      }
      for split in try splits?.readStrings(rows: rows) ?? [] where !split.isEmpty {
        census.splits[split, default: 0] += 1
      }
    }
    if let hessians {
      let first = try hessians.dataset.readFirstOfRows(Double.self)
      census.labels[.hessian, default: 0] += first.count { !$0.isNaN }
    }
  }

  private func countAtoms(
    _ rows: Range<Int>, into census: inout DatasetCensus, fileName: String
  ) throws {
    let numbers = try atomicNumbers.read(Int.self, rows: sharesAtomicNumbers ? nil : rows)
    let repeats = sharesAtomicNumbers ? rows.count : 1
    for (index, number) in numbers.enumerated() where number != -1 {
      guard let element = Element(atomicNumber: number) else {
        let row = sharesAtomicNumbers ? 0 : rows.lowerBound + index / atomCount
        throw DatasetError.unknownElement(
          frame: "\(fileName):\(path)[\(row)]", atom: index % atomCount, number: number)
      }
      census.elements[element, default: 0] += repeats
      census.atoms += repeats
    }
  }

  private func countPeriodic(_ rows: Range<Int>, into census: inout DatasetCensus) throws {
    if let periodicity {
      let repeats = try periodicity.readBooleans(rows: rows)
      census.periodicFrames += (0..<rows.count).count { repeats[3 * $0..<3 * $0 + 3].contains(true) }
    } else if let cell {
      let vectors = try cell.dataset.read(Double.self, rows: rows)
      census.periodicFrames += (0..<rows.count).count { row in
        let own = vectors[9 * row..<9 * row + 9]
        return own.allSatisfy(\.isFinite) && own.contains { $0 != 0 }
      }
    }
  }
}
