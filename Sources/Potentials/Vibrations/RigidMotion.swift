public import Atomistics

/// The motions of a whole configuration that cost no energy: translations and rotations.
///
/// They are given in mass-weighted coordinates √m_i u_i as orthonormal vectors of 3N numbers, index
/// 3·atom + axis. There are three translations. A molecule has three rotations, two when it is linear and
/// none when it is one atom; what repeats along one lattice vector has the rotation about that vector, and
/// what repeats along more has none.
public struct RigidMotion: Sendable {
  /// The orthonormal mass-weighted vectors: translations first, then rotations.
  public let vectors: [[Double]]

  /// The moments of inertia in amu Å² of the rotations, rising.
  public let momentsOfInertia: [Double]

  /// How many of the vectors are rotations.
  public var rotationCount: Int { momentsOfInertia.count }

  /// How far atoms may lie from a line, in units of the molecule's size, to count as in line.
  ///
  /// A bend of less than 0.06° is a remainder of a relaxation. About so thin a molecule the rotation about
  /// its own line would be, once normalized, one of its bending vibrations.
  static let linearity = 1e-3

  /// Finds the rigid motions.
  ///
  /// - Parameters:
  ///   - configuration: At least one atom.
  ///   - masses: In amu, one an atom, greater than zero.
  public init(of configuration: Configuration, masses: [Double]) {
    precondition(masses.count == configuration.count && !masses.isEmpty, "one mass for each atom")
    let roots = masses.map { $0.squareRoot() }
    let total = masses.reduce(0, +)
    func massWeighted(_ displacement: (Int) -> SIMD3<Double>) -> [Double] {
      masses.indices.flatMap { atom in
        let u = roots[atom] * displacement(atom)
        return [u.x, u.y, u.z]
      }
    }
    let translations = (0..<3).map { axis in
      massWeighted { _ in Matrix3.identity[axis] / total.squareRoot() }
    }
    let positions = configuration.positions
    let center = zip(masses, positions).reduce(SIMD3<Double>.zero) { $0 + $1.0 * $1.1 } / total
    let axes = Self.axes(of: configuration, masses: masses, center: center)
    let rotations = axes.map { axis in
      massWeighted { axis.direction.cross(positions[$0] - center) / axis.inertia.squareRoot() }
    }
    vectors = translations + rotations
    momentsOfInertia = axes.map(\.inertia)
  }

  /// The axes through the center of mass about which everything can turn, such that the rotations are
  /// orthogonal: the principal axes of inertia of a molecule.
  private static func axes(
    of configuration: Configuration, masses: [Double], center: SIMD3<Double>
  ) -> [(direction: SIMD3<Double>, inertia: Double)] {
    var inertia = Matrix3.zero
    for (mass, position) in zip(masses, configuration.positions) {
      let arm = position - center
      inertia = inertia + mass * (arm.dot(arm) * Matrix3.identity - Matrix3(outer: arm, arm))
    }
    let periodic = (configuration.cell?.periodicity ?? []).indices.filter {
      configuration.cell?.periodicity[$0] == true
    }
    let axes: [SIMD3<Double>]
    switch (periodic.count, configuration.cell) {
    case (0, _):
      guard
        let system = DenseMatrix(rows: 3, columns: 3, elements: inertia.elements)
          .symmetricEigensystem()
      else { return [] }
      axes = (0..<3).map { Matrix3(system.vectors.elements)[$0] }
    case (1, .some(let cell)):
      let vector = cell.vectors[periodic[0]]
      axes = [vector / vector.norm]
    default: return []
    }
    let smallest = inertia.trace / 2 * linearity * linearity
    return axes.map { (direction: $0, inertia: $0.dot($0 * inertia)) }.filter { $0.inertia > smallest }
  }
}
