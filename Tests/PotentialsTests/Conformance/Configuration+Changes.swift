import Atomistics

extension Configuration {
  /// The configuration displaced by a multiple of a direction.
  func displaced(_ step: Double, along direction: [SIMD3<Double>]) -> Configuration {
    var copy = self
    for atom in positions.indices { copy.positions[atom] += step * direction[atom] }
    return copy
  }

  /// The configuration with every vector v replaced by v R.
  func turned(by rotation: Matrix3) -> Configuration {
    Configuration(
      elements: elements, positions: positions.map { $0 * rotation },
      cell: cell.map { Cell($0.vectors * rotation, periodicity: $0.periodicity) })
  }
}
