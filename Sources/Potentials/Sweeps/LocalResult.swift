internal import Atomistics

/// What an evaluation finds for some atoms of one structure, besides forces.
struct LocalResult: BitwiseCopyable {
  /// In eV, without reference energies for one atom and with them for sums.
  var energy = 0.0
  /// −Σ ∂E/∂r ⊗ r in eV.
  var virial = Matrix3.zero
  /// In Å, of the pairs within the cutoff.
  var smallestDistance = Double.infinity

  /// Takes in the result of other atoms of the structure.
  mutating func add(_ other: LocalResult) {
    energy += other.energy
    virial = virial + other.virial
    smallestDistance = min(smallestDistance, other.smallestDistance)
  }
}
