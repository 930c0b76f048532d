internal import Atomistics

/// The nearest images of atoms in a supercell.
struct NearestImages {
  private let positions: [SIMD3<Double>]
  private let lattice: Matrix3
  private let inverse: Matrix3
  private let translations: [SIMD3<Double>]

  /// How much farther in Å an image may be than the nearest and still count as equally near: well above
  /// what relaxation leaves, well below any difference between shells of neighbors.
  private static let tolerance = 1e-3

  init(of supercell: Supercell) {
    positions = supercell.configuration.positions
    lattice = (supercell.configuration.cell?.vectors ?? .identity).reducedLattice
    inverse = lattice.inverse
    translations = lattice.neighboringLatticePoints
  }

  /// The vectors in Å from one atom to all nearest images of another.
  func vectors(from first: Int, to second: Int) -> [SIMD3<Double>] {
    // From a point of a reduced cell, the nearest lattice point is a corner of it.
    let wrapped = lattice.wrapped(positions[second] - positions[first], inverse: inverse)
    let candidates = translations.map { wrapped + $0 }
    let shortest = candidates.map(\.norm).min() ?? 0
    return candidates.filter { $0.norm <= shortest + Self.tolerance }
  }
}
