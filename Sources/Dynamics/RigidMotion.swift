internal import Atomistics

/// Translation and rotation of a whole replica, which molecular dynamics conserves.
extension MolecularState {
  /// Whether a replica can turn as a whole without changing its energy: it has no periodic direction.
  func canRotate(_ replica: Int) -> Bool {
    !(cells[replica]?.periodicity.contains(true) ?? false)
  }

  /// The total momentum Σ m v of a replica in amu Å/fs.
  public func momentum(of replica: Int) -> SIMD3<Double> {
    atoms(of: replica).reduce(into: SIMD3<Double>.zero) { $0 += masses[$1] * velocities[$1] }
  }

  /// The angular momentum Σ m (r − R) × v of a replica about its center of mass R in amu Å²/fs.
  public func angularMomentum(of replica: Int) -> SIMD3<Double> {
    let center = centerOfMass(of: replica)
    return atoms(of: replica).reduce(into: SIMD3<Double>.zero) {
      $0 += masses[$1] * (positions[$1] - center).cross(velocities[$1])
    }
  }

  /// The center of mass of a replica in Å.
  func centerOfMass(of replica: Int) -> SIMD3<Double> {
    var sum = SIMD3<Double>.zero
    var total = 0.0
    for atom in atoms(of: replica) {
      sum += masses[atom] * positions[atom]
      total += masses[atom]
    }
    return sum / total
  }

  /// The axes about which a replica can turn: 3, 2 for atoms in a line, 0 for one atom or in a crystal.
  func rotationCount(of replica: Int) -> Int {
    guard canRotate(replica), atoms(of: replica).count > 1 else { return 0 }
    return isLinear(replica) ? 2 : 3
  }

  /// Whether all atoms lie in one line.
  private func isLinear(_ replica: Int) -> Bool {
    let center = centerOfMass(of: replica)
    let arms = atoms(of: replica).map { positions[$0] - center }
    guard let longest = arms.max(by: { $0.norm < $1.norm }), longest.norm > 0 else { return true }
    // 1e-6 of the length of the molecule is far below a bond angle that matters and above rounding.
    return arms.allSatisfy { $0.cross(longest).norm <= 1e-6 * longest.norm * longest.norm }
  }

  /// Stops the translation of a replica, and its rotation when it can rotate.
  mutating func removeRigidMotion(of replica: Int) {
    let atoms = atoms(of: replica)
    let mass = atoms.reduce(into: 0.0) { $0 += masses[$1] }
    let drift = momentum(of: replica) / mass
    for atom in atoms { velocities[atom] -= drift }
    guard rotationCount(of: replica) > 0 else { return }
    let center = centerOfMass(of: replica)
    var inertia = Matrix3.zero
    for atom in atoms {
      let arm = positions[atom] - center
      inertia =
        inertia + masses[atom] * (arm.dot(arm) * Matrix3.identity - Matrix3(outer: arm, arm))
    }
    if isLinear(replica), let arm = atoms.map({ positions[$0] - center }).max(by: { $0.norm < $1.norm }) {
      // No inertia about the line itself, but no angular momentum either: any value will do.
      inertia = inertia + mass * Matrix3(outer: arm, arm)
    }
    let rate = angularMomentum(of: replica) * inertia.inverse
    for atom in atoms { velocities[atom] -= rate.cross(positions[atom] - center) }
  }
}
