/// What can be wrong with atoms and cells.
public enum AtomisticsError: Error, Equatable, CustomStringConvertible {
  /// The lattice vectors of the periodic directions are zero, parallel, coplanar or not finite.
  case degenerateCell(Cell)
  /// A periodic cell is so thin along a lattice vector that a cutoff would need absurdly many images.
  case cellTooThin(direction: Int, height: Double, cutoff: Double)
  /// A position is NaN, infinite or more than 10⁹ cells away from the origin.
  case positionOutOfRange(atom: Int)

  public var description: String {
    switch self {
    case .degenerateCell(let cell):
      "the periodic lattice vectors \(cell.vectors.elements) do not span a cell: they must be finite, "
        + "non-zero and not in one line or plane; give a molecule no cell at all"
    case .cellTooThin(let direction, let height, let cutoff):
      "the cell is only \(height) Å thick along lattice vector \(direction + 1), too thin for a cutoff "
        + "of \(cutoff) Å; check the units of the cell (Å)"
    case .positionOutOfRange(let atom):
      "the position of atom \(atom) is not a finite number or lies more than 10⁹ cells away"
    }
  }
}
