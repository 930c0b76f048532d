internal import Atomistics

/// What one thread finds in an evaluation, and the positions that it works with.
final class EvaluationSums {
  /// The force on every site, and one more for padding.
  let forces = Scratch<SIMD4<Double>>()
  /// One entry for each of all atoms; those of the thread's own are written.
  let results: Scratch<LocalResult>
  /// What the thread's atoms contribute to their structures, after `collect`.
  private(set) var structureSums: [(structure: Int, sum: LocalResult)] = []

  /// Of all sites. Every thread has its own: positions that one processor wrote and another reads take longer to
  /// cross than to be computed.
  private let positions = Scratch<SIMD3<Double>>()

  init(atomCount: Int) { results = Scratch(capacity: atomCount) }

  /// Sets all forces to zero and moves the sites.
  ///
  /// - Parameters:
  ///   - atoms: The positions of all atoms in Å.
  ///   - lattices: The cell vectors of each structure.
  /// - Returns: The positions of all sites in Å.
  func begin(
    _ sites: InteractionSites, atoms: [SIMD3<Double>], lattices: [Matrix3]
  ) -> UnsafePointer<SIMD3<Double>> {
    positions.reserve(sites.count)
    sites.write(positions: atoms, lattices: lattices, to: positions.base)
    forces.fill(sites.count + 1, with: .zero)
    return UnsafePointer(positions.base)
  }

  /// Adds up forces and energies of some atoms, whose results stand here.
  ///
  /// - Parameters:
  ///   - all: What all threads have written.
  ///   - referenceEnergies: One an atom.
  ///   - forces: One an atom; those of `atoms` are written, and so are their energies.
  func collect(
    _ atoms: Range<Int>, structureOffsets: [Int], from all: [EvaluationSums], referenceEnergies: [Double],
    forces: UnsafeMutableBufferPointer<SIMD3<Double>>, atomEnergies: UnsafeMutableBufferPointer<Double>
  ) {
    structureSums.removeAll(keepingCapacity: true)
    for structure in 0..<structureOffsets.count - 1 {
      let own = atoms.clamped(to: structureOffsets[structure]..<structureOffsets[structure + 1])
      guard !own.isEmpty else { continue }
      var sum = LocalResult()
      for atom in own {
        var force = SIMD4<Double>.zero
        for sums in all { force += sums.forces.base[atom] }
        forces[atom] = SIMD3(force.x, force.y, force.z)
        var result = results.base[atom]
        result.energy += referenceEnergies[atom]
        atomEnergies[atom] = result.energy
        sum.add(result)
      }
      structureSums.append((structure, sum))
    }
  }
}
