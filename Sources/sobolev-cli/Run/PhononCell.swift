import Sobolev

/// The cell whose phonons are computed, and the lattice that it is of.
struct PhononCell {
  let configuration: Configuration
  let lattice: BravaisLattice?

  /// Chooses the cell.
  ///
  /// - Parameter isPrimitive: Whether to reduce it to the primitive cell, by standard vectors where the lattice
  ///   has them.
  /// - Throws: `LandscapeError.notPeriodic` or `noAtoms`.
  init(_ crystal: Configuration, isPrimitive: Bool) throws {
    var cell = isPrimitive ? try crystal.primitiveCell() : crystal
    let vectors = cell.cell?.vectors ?? .identity
    let found = BravaisLattice.recognize(vectors)
    // Standard vectors span the same lattice; a cell that is to stay as it is must have them already.
    let isUsable = isPrimitive || found?.vectors == vectors
    lattice = isUsable ? found?.lattice : nil
    if isPrimitive, let found { cell.cell = Cell(found.vectors) }
    configuration = cell
  }

  /// The path as the user wrote it, or the customary one.
  ///
  /// - Throws: `LandscapeError` for a path that cannot be read.
  func path(_ text: String?) throws -> ReciprocalPath {
    let custom = lattice?.standardPath ?? "0 0 0, 1/2 0 0 | 0 0 0, 0 1/2 0 | 0 0 0, 0 0 1/2"
    return try ReciprocalPath(text ?? custom, lattice: lattice)
  }
}
