/// Why a minimum, its vibrations or phonons cannot be had.
public enum LandscapeError: Error, Equatable, CustomStringConvertible {
  /// There are no atoms.
  case noAtoms
  /// The limit of evaluations was reached before forces and stress were small.
  case notRelaxed(evaluations: Int, force: Double, tolerance: Double)
  /// Only a cell that repeats in all three directions can be relaxed, or has phonons.
  case notPeriodic
  /// A path names a point that the lattice does not have.
  case unknownPoint(String, lattice: String, known: [String])
  /// The lattice has no table of points, so paths need numbers.
  case unknownLattice
  /// A path is not of the form that is documented.
  case badPath(String)
  /// A supercell multiplies a lattice vector by less than one, or would be too large to handle.
  case badSupercell(SIMD3<Int>, atoms: Int)

  public var description: String {
    switch self {
    case .noAtoms: "there are no atoms"
    case .notRelaxed(let evaluations, let force, let tolerance):
      "after \(evaluations) evaluations the largest force is still \(force) eV/Å, above the tolerance of "
        + "\(tolerance) eV/Å; start closer to a minimum, or raise the tolerance or the limit"
    case .notPeriodic:
      "the structure does not repeat in all three directions; give a cell and 'pbc' T T T, or leave the cell "
        + "as it is and ask for vibrations"
    case .unknownPoint(let point, let lattice, let known):
      "the \(lattice) lattice has no point '\(point)'; its points are " + known.joined(separator: ", ")
    case .unknownLattice:
      "the lattice is neither cubic nor hexagonal, so points have no names here; give the path as fractional "
        + "coordinates of the reciprocal cell, such as '0 0 0, 1/2 0 0'"
    case .badPath(let path):
      "'\(path)' is not a path; give points by name, such as GXWKGL or G-X|K-G-L, or by three fractional "
        + "coordinates each, such as '0 0 0, 1/2 0 1/2'"
    case .badSupercell(let factors, let atoms):
      "a supercell of \(factors.x) × \(factors.y) × \(factors.z) cells (\(atoms) atoms) is no use; each factor is at "
        + "least 1 and the supercell has at most \(LandscapeError.atomLimit) atoms"
    }
  }

  /// The largest supercell: its rows of the Hessian then take less than a gigabyte.
  static let atomLimit = 200_000
}
