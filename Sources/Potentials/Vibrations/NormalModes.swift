public import Atomistics

/// The harmonic vibrations of a configuration: eigenvectors of its mass-weighted Hessian.
///
///     Σ_b H_ab q_kb / √(m_a m_b) = λ_k q_ka,   λ_k = ω_k²
///
/// Translations, rotations and any other given directions are projected out before the matrix is
/// diagonalized, so they neither appear as modes nor mix with soft ones, even where forces do not vanish
/// (W. H. Miller, N. C. Handy, J. E. Adams, doi:10.1063/1.438959).
public struct NormalModes: Sendable {
  /// The mass of each atom in amu.
  public let masses: [Double]

  /// The eigenvalues ω² of the modes in eV/(Å² amu), rising; negative along a saddle's unstable modes.
  public let eigenvalues: [Double]

  /// What was projected out: orthonormal mass-weighted vectors of 3N numbers.
  public let excluded: [[Double]]

  /// The orthonormal vectors q_k of all modes one after another, 3N numbers each.
  private let vectors: [Double]

  /// Diagonalizes a Hessian. Costs of the order of (3N)³ operations.
  ///
  /// - Parameters:
  ///   - configuration: The atoms that the Hessian belongs to.
  ///   - hessian: 3N × 3N numbers in eV/Å² in row order, index 3·atom + axis, not mass-weighted.
  ///   - masses: In amu, one an atom; by default those of the elements.
  ///   - directions: Displacements or forces, one vector an atom, that are projected out along with
  ///     translations and rotations, such as the gradient, which is not a vibration. They are taken as
  ///     forces: mass-weighted by 1/√m.
  /// - Throws: `VibrationError` when a number is not finite or LAPACK fails.
  public init(
    of configuration: Configuration, hessian: [Double], masses: [Double]? = nil,
    excludingForces directions: [[SIMD3<Double>]] = []
  ) throws(VibrationError) {
    let masses = masses ?? configuration.elements.map(\.mass)
    let size = 3 * configuration.count
    precondition(hessian.count == size * size, "3N × 3N second derivatives")
    guard hessian.allSatisfy(\.isFinite) else { throw .hessianNotFinite }
    let roots = masses.flatMap { Array(repeating: $0.squareRoot(), count: 3) }
    var basis = RigidMotion(of: configuration, masses: masses).vectors
    for forces in directions {
      let weighted = forces.indices.flatMap { atom in
        (0..<3).map { forces[atom][$0] / roots[3 * atom] }
      }
      basis.appendOrthonormalized(weighted)
    }
    var matrix = DenseMatrix(rows: size, columns: size)
    for row in 0..<size {
      for column in 0..<size {
        // The average with the transpose: labels are symmetric only up to rounding.
        let element = (hessian[row * size + column] + hessian[column * size + row]) / 2
        matrix.elements[row * size + column] = element / (roots[row] * roots[column])
      }
    }
    matrix.project(out: basis)
    guard let system = matrix.symmetricEigensystem() else { throw .diagonalizationFailed }
    let count = size - basis.count
    self.masses = masses
    eigenvalues = Array(system.values[..<count])
    vectors = Array(system.vectors.elements[..<(count * size)])
    excluded = basis
  }

  /// The number of modes.
  public var count: Int { eigenvalues.count }

  /// The wavenumbers ω/(2πc) in cm⁻¹, rising; those of unstable modes (ω² < 0) are negative.
  public var wavenumbers: [Double] { eigenvalues.map { Units.wavenumber(squaredFrequency: $0) } }

  /// The mass-weighted vector q_k of a mode, 3N numbers of norm 1.
  public func vector(of mode: Int) -> ArraySlice<Double> {
    let size = 3 * masses.count
    return vectors[mode * size..<(mode + 1) * size]
  }

  /// The displacements q_k/√m of a mode, one vector an atom in 1/√amu.
  ///
  /// Their squares add up to one over the reduced mass of the mode.
  public func displacement(of mode: Int) -> [SIMD3<Double>] {
    let vector = vector(of: mode)
    return masses.indices.map { atom in
      let start = vector.startIndex + 3 * atom
      return SIMD3(vector[start], vector[start + 1], vector[start + 2]) / masses[atom].squareRoot()
    }
  }

  /// The displacements of a mode with squares that add up to one: the direction ê_k in which it moves.
  public func direction(of mode: Int) -> [SIMD3<Double>] {
    let root = reducedMass(of: mode).squareRoot()
    return displacement(of: mode).map { root * $0 }
  }

  /// The reduced mass 1/Σ_i |q_ki|²/m_i of a mode in amu.
  public func reducedMass(of mode: Int) -> Double {
    1 / displacement(of: mode).reduce(0) { $0 + $1.dot($1) }
  }

  /// The components Σ_i q_ki·F_i/√m_i of forces along all modes, in eV/(Å √amu) for eV/Å.
  ///
  /// Together with those along `excluded` their squares add up to Σ_i |F_i|²/m_i.
  public func components(ofForces forces: [SIMD3<Double>]) -> [Double] {
    precondition(forces.count == masses.count, "one force for each atom")
    return (0..<count).map { mode in
      zip(displacement(of: mode), forces).reduce(0) { $0 + $1.0.dot($1.1) }
    }
  }
}

/// Why there are no normal modes.
public enum VibrationError: Error, Equatable, CustomStringConvertible {
  /// A second derivative is NaN or infinite.
  case hessianNotFinite
  /// LAPACK gave no eigenvectors.
  case diagonalizationFailed

  public var description: String {
    switch self {
    case .hessianNotFinite:
      "an element of the Hessian is not a finite number; give a Hessian that is complete"
    case .diagonalizationFailed:
      "the mass-weighted Hessian could not be diagonalized; check its elements for absurdly large numbers"
    }
  }
}
