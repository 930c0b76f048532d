public import Atomistics

/// Positions and velocities of the atoms of all replicas, replica after replica in flat arrays.
public struct MolecularState: Sendable, Equatable {
  /// The element of each atom.
  public let elements: [Element]

  /// The mass of each atom in amu.
  public let masses: [Double]

  /// Where the atoms of each replica begin, and at the end the number of atoms.
  public let offsets: [Int]

  /// The cell of each replica.
  public let cells: [Cell?]

  /// The positions in Å; atoms are never wrapped back into the cell.
  public var positions: [SIMD3<Double>]

  /// The velocities in Å/fs.
  public var velocities: [SIMD3<Double>]

  /// Atoms at rest with standard atomic masses.
  public init(_ replicas: [Configuration]) {
    elements = replicas.flatMap(\.elements)
    masses = elements.map(\.mass)
    offsets = replicas.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
    cells = replicas.map(\.cell)
    positions = replicas.flatMap(\.positions)
    velocities = Array(repeating: .zero, count: positions.count)
  }

  /// The number of replicas.
  public var replicaCount: Int { cells.count }

  /// The atoms of a replica.
  public func atoms(of replica: Int) -> Range<Int> { offsets[replica]..<offsets[replica + 1] }

  /// The atoms of a replica as they are now.
  public func configuration(of replica: Int) -> Configuration {
    let atoms = atoms(of: replica)
    return Configuration(
      elements: Array(elements[atoms]), positions: Array(positions[atoms]), cell: cells[replica])
  }

  /// The kinetic energy ½ Σ m v² of a replica in eV.
  public func kineticEnergy(of replica: Int) -> Double {
    var sum = 0.0
    for atom in atoms(of: replica) {
      let velocity = velocities[atom]
      sum += masses[atom] * (velocity * velocity).sum()
    }
    return 0.5 * sum * Units.energyPerSquaredVelocity
  }
}
