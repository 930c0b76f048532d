import Atomistics

extension FrameGroup: FrameRows {
  var conventions: [UnitConvention] {
    [coordinates, energies, forces, virials, stresses, hessians].compactMap { $0?.convention }
  }

  func block(_ rows: Range<Int>) throws -> FrameBlock {
    var block = FrameBlock(
      frameCount: rows.count, atomCount: atomCount, atomicNumbers: try species.read(rows),
      coordinates: try coordinates.read(rows))
    block.cells = try cells(rows)
    if hasColumnVectors { block.cells = block.cells.map(FrameBlock.transposed) }
    block.periodicity = try periodicity(of: rows)
    block.energies = try energies?.read(rows)
    block.forces = try forces?.read(rows)
    block.virials = try virials?.read(rows)
    if let stresses {
      let values = try stresses.read(rows)
      block.stresses = stresses.form == [6] ? FrameBlock.tensors(fromVoigt: values) : values
    }
    block.directions = try directions?.numbers(rows)
    block.weights = try weights?.numbers(rows)
    block.identifiers = try identifiers?.texts(rows)
    block.splits = try splits?.texts(rows)
    if let hessians {
      let first = hessianFrames.partitioningIndex { $0 >= rows.lowerBound }
      let end = hessianFrames.partitioningIndex { $0 >= rows.upperBound }
      block.hessianRows = hessianFrames[first..<end].map { $0 - rows.lowerBound }
      block.hessians = try squared(hessians.read(first..<end), count: end - first)
    }
    return block
  }

  /// Counts without reading more than the atomic numbers and one number of each label of each frame.
  ///
  /// A frame has a label where the first number of the label is not NaN; that the rest agrees is checked
  /// when the frame is read.
  func counts(_ rows: Range<Int>, place: (Int) -> String) throws -> FrameCounts {
    var total = FrameCounts()
    // 4096 frames at a time bound the memory for the atomic numbers.
    for start in stride(from: rows.lowerBound, to: rows.upperBound, by: 4096) {
      let part = start..<min(start + 4096, rows.upperBound)
      total += try counts(of: part, place: place)
    }
    return total
  }

  private func counts(of rows: Range<Int>, place: (Int) -> String) throws -> FrameCounts {
    var counts = FrameCounts()
    counts.frames = rows.count
    counts.largestFrame = atomCount
    for (index, number) in try species.read(rows).enumerated() where number != FrameBlock.padding {
      guard let element = Element(atomicNumber: number) else {
        throw DatasetError.unknownElement(
          frame: place(rows.lowerBound + index / atomCount), atom: index % atomCount, number: number)
      }
      counts.elements[element, default: 0] += 1
      counts.atoms += 1
    }
    counts.periodicFrames = try periodicCount(rows)
    for (label, column) in [
      (LabelKind.energy, energies), (.forces, forces), (.virial, virials ?? stresses),
    ] {
      guard let column else { continue }
      counts.labels[label, default: 0] += try column.readFirst(rows).count { !$0.isNaN }
    }
    if let hessians {
      let first = hessianFrames.partitioningIndex { $0 >= rows.lowerBound }
      let end = hessianFrames.partitioningIndex { $0 >= rows.upperBound }
      if first < end {
        counts.labels[.hessian, default: 0] += try hessians.readFirst(first..<end).count { !$0.isNaN }
      }
    }
    for split in try splits?.texts(rows) ?? [] where !split.isEmpty { counts.splits[split, default: 0] += 1 }
    return counts
  }

  /// Lattice vectors as rows; a box of three lengths has them on its diagonal.
  private func cells(_ rows: Range<Int>) throws -> [Double]? {
    guard let cell else { return nil }
    let values = try cell.read(rows)
    guard cell.form == [3] else { return values }
    var cells = [Double](repeating: 0, count: 9 * rows.count)
    for (index, length) in values.enumerated() { cells[9 * (index / 3) + 4 * (index % 3)] = length }
    return cells
  }

  private func periodicity(of rows: Range<Int>) throws -> [Bool]? {
    if let periodicity { return try periodicity.booleans(rows) }
    return fixedPeriodicity.map { fixed in (0..<rows.count).flatMap { _ in fixed } }
  }

  private func periodicCount(_ rows: Range<Int>) throws -> Int {
    if let repeats = try periodicity(of: rows) {
      return (0..<rows.count).count { repeats[3 * $0..<3 * $0 + 3].contains(true) }
    }
    guard let vectors = try cells(rows) else { return 0 }
    return (0..<rows.count).count { row in
      let own = vectors[9 * row..<9 * row + 9]
      return own.allSatisfy(\.isFinite) && own.contains { $0 != 0 }
    }
  }

  /// Hessians as (3N, 3N), whatever form they lie in.
  private func squared(_ values: [Double], count: Int) throws -> [Double] {
    guard hessianForms != [.square], count > 0 else { return values }
    let width = values.count / count
    return try (0..<count).flatMap { index -> [Double] in
      let own = values[index * width..<(index + 1) * width]
      // Missing is missing in any form, and NaN in part is an error of the frame in any.
      guard own.allSatisfy(\.isFinite) else { return hessianForms[0].squared(own, atoms: atomCount) }
      guard let form = HessianForm.decide(among: hessianForms, own, atoms: atomCount) else {
        throw DatasetError.ambiguousHessian(file: species.dataset.file, group: path, row: index)
      }
      return form.squared(own, atoms: atomCount)
    }
  }
}

extension FrameBlock {
  /// Each of several 3 × 3 matrices transposed.
  static func transposed(_ matrices: [Double]) -> [Double] {
    stride(from: 0, to: matrices.count, by: 9).flatMap {
      Matrix3(matrices[$0..<$0 + 9]).transpose.elements
    }
  }

  /// Tensors (…, 3, 3) from components in the order xx yy zz yz xz xy.
  static func tensors(fromVoigt values: [Double]) -> [Double] {
    stride(from: 0, to: values.count, by: 6).flatMap { start -> [Double] in
      let v = values[start..<start + 6].map { $0 }
      return [v[0], v[5], v[4], v[5], v[1], v[3], v[4], v[3], v[2]]
    }
  }
}
