public import Atomistics

/// Energies of isolated atoms that leave the smallest energies to be learned.
public enum ReferenceEnergies {
  /// Fits E_s ≈ Σ_i e(Z_i) to the labeled energies by least squares, with as small e as possible where
  /// the compositions do not tell the elements apart.
  ///
  /// The normal equations carry a ridge of 10⁻⁹ of their trace; they are solved by elimination, there
  /// being one unknown an element.
  ///
  /// - Returns: One energy in eV for each of `elements`; zeros when no energy is labeled.
  public static func leastSquares(
    of structures: [LabeledConfiguration], elements: [Element]
  ) -> [Double] {
    let count = elements.count
    var matrix = [[Double]](repeating: Array(repeating: 0, count: count), count: count)
    var right = [Double](repeating: 0, count: count)
    for structure in structures {
      guard let energy = structure.labels.energy else { continue }
      let atoms = Double(max(structure.configuration.count, 1))
      let row = elements.map { element in
        Double(structure.configuration.elements.count { $0 == element }) / atoms
      }
      for a in 0..<count {
        right[a] += row[a] * energy / atoms
        for b in 0..<count { matrix[a][b] += row[a] * row[b] }
      }
    }
    let trace = (0..<count).reduce(0) { $0 + matrix[$1][$1] }
    guard trace > 0 else { return right }
    for a in 0..<count { matrix[a][a] += 1e-9 * trace }
    return LinearSystem.solve(matrix, right)
  }
}
