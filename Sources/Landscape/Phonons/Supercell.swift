internal import Atomistics

/// A crystal repeated along its lattice vectors.
struct Supercell {
  /// The atoms of all cells, cell after cell; those of the home cell come first.
  let configuration: Configuration

  /// The origin of each cell in Å, that of the home cell (zero) first.
  let origins: [SIMD3<Double>]

  init(_ crystal: Configuration, factors: SIMD3<Int>) throws(LandscapeError) {
    guard crystal.count > 0 else { throw .noAtoms }
    guard let cell = crystal.cell, cell.periodicity == [true, true, true] else { throw .notPeriodic }
    // Checked factor by factor, so that the product cannot overflow.
    var atoms = crystal.count
    for k in 0..<3 {
      guard factors[k] >= 1, factors[k] <= LandscapeError.atomLimit / atoms else {
        throw .badSupercell(factors, atoms: atoms.multipliedReportingOverflow(by: factors[k]).partialValue)
      }
      atoms *= factors[k]
    }
    let (a, b, c) = cell.vectors.rows
    var origins: [SIMD3<Double>] = []
    for i in 0..<factors.x {
      for j in 0..<factors.y {
        for k in 0..<factors.z { origins.append(Double(i) * a + Double(j) * b + Double(k) * c) }
      }
    }
    self.origins = origins
    configuration = Configuration(
      elements: origins.flatMap { _ in crystal.elements },
      positions: origins.flatMap { origin in crystal.positions.map { $0 + origin } },
      cell: Cell(
        Matrix3(Double(factors.x) * a, Double(factors.y) * b, Double(factors.z) * c)))
  }
}
