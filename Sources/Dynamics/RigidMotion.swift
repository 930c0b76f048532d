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

  /// The axes about which a replica can turn: 3, 2 for atoms in a line, 0 in one point or in a crystal.
  func rotationCount(of replica: Int) -> Int {
    let longest = longestArm(of: replica)
    guard canRotate(replica), longest.norm > 0 else { return 0 }
    let center = centerOfMass(of: replica)
    // 1e-6 of the length of the molecule is far below a bond angle that matters and above rounding.
    let isLinear = atoms(of: replica).allSatisfy {
      (positions[$0] - center).cross(longest).norm <= 1e-6 * longest.norm * longest.norm
    }
    return isLinear ? 2 : 3
  }

  /// From the center of mass of a replica to the atom farthest from it, in Å.
  private func longestArm(of replica: Int) -> SIMD3<Double> {
    let center = centerOfMass(of: replica)
    return atoms(of: replica).reduce(into: SIMD3<Double>.zero) {
      let arm = positions[$1] - center
      if arm.norm > $0.norm { $0 = arm }
    }
  }

  /// Stops the translation of a replica, and its rotation when it can rotate.
  mutating func removeRigidMotion(of replica: Int) {
    let atoms = atoms(of: replica)
    let mass = atoms.reduce(into: 0.0) { $0 += masses[$1] }
    let drift = momentum(of: replica) / mass
    for atom in atoms { velocities[atom] -= drift }
    let rotations = rotationCount(of: replica)
    guard rotations > 0 else { return }
    let center = centerOfMass(of: replica)
    var inertia = Matrix3.zero
    for atom in atoms {
      let arm = positions[atom] - center
      inertia =
        inertia + masses[atom] * (arm.dot(arm) * Matrix3.identity - Matrix3(outer: arm, arm))
    }
    if rotations == 2 {
      // No inertia about the line itself, but no angular momentum either: any value will do.
      let arm = longestArm(of: replica)
      inertia = inertia + mass * Matrix3(outer: arm, arm)
    }
    let rate = angularMomentum(of: replica) * inertia.inverse
    for atom in atoms { velocities[atom] -= rate.cross(positions[atom] - center) }
  }
}
