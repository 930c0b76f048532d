public import Atomistics

extension Configuration {
  /// The smallest cell that repeats to the same crystal, with the shortest lattice vectors.
  ///
  /// Translations that map every atom onto one of its element are found by trying all that take one atom of
  /// the rarest element to another. The cost grows with the third power of the number of atoms.
  ///
  /// - Parameter tolerance: How far in Å atoms may lie from where symmetry wants them.
  /// - Throws: `LandscapeError.noAtoms` or `notPeriodic`.
  public func primitiveCell(tolerance: Double = 1e-2) throws(LandscapeError) -> Configuration {
    guard count > 0 else { throw .noAtoms }
    guard let cell, cell.periodicity == [true, true, true] else { throw .notPeriodic }
    let lattice = cell.vectors.reducedLattice
    let inverse = lattice.inverse
    let ofElement = Dictionary(grouping: 0..<count) { elements[$0] }
    func matches(_ translation: SIMD3<Double>) -> Bool {
      (0..<count).allSatisfy { atom in
        (ofElement[elements[atom]] ?? []).contains { other in
          let difference = positions[atom] + translation - positions[other]
          return lattice.wrapped(difference, inverse: inverse).norm <= tolerance
        }
      }
    }
    let rarest = ofElement.values.min { ($0.count, $0[0]) < ($1.count, $1[0]) } ?? []
    let translations = rarest.map { positions[$0] - positions[rarest[0]] }.filter(matches)
    let candidates = translations.flatMap { translation in
      lattice.neighboringLatticePoints.map { lattice.wrapped(translation, inverse: inverse) + $0 }
    }
    let basis = Matrix3.shortestBasis(candidates, volume: cell.volume / Double(translations.count))
    var result = Configuration(elements: [], positions: [], cell: Cell(basis))
    let basisInverse = basis.inverse
    for atom in 0..<count {
      let isNew = result.positions.allSatisfy {
        basis.wrapped(positions[atom] - $0, inverse: basisInverse).norm > tolerance
      }
      guard isNew else { continue }
      result.elements.append(elements[atom])
      result.positions.append(positions[atom])
    }
    return result
  }
}

extension Matrix3 {
  /// The first three vectors by length that span a cell; the successive minima of a lattice are a basis of it.
  ///
  /// - Parameter volume: That of the cell in Å³; vectors spanning less than half of it are in one plane.
  fileprivate static func shortestBasis(_ vectors: [SIMD3<Double>], volume: Double) -> Matrix3 {
    let sorted = vectors.sorted { $0.dot($0) < $1.dot($1) }
    var chosen: [SIMD3<Double>] = []
    for vector in sorted where chosen.count < 3 {
      switch chosen.count {
      case 0: if vector.norm > 0.1 { chosen.append(vector) }
      case 1:
        // A lattice vector along the first would be a multiple of it; 0.1 Å is less than any spacing.
        if chosen[0].cross(vector).norm > 0.1 * chosen[0].norm { chosen.append(vector) }
      default:
        if abs(chosen[0].cross(chosen[1]).dot(vector)) > volume / 2 { chosen.append(vector) }
      }
    }
    return Matrix3(chosen[0], chosen[1], chosen[2])
  }
}
