public import Atomistics

/// Two atoms that are on top of each other, which no electronic-structure program would have accepted.
///
/// It is the usual sign of wrong units or of a damaged structure.
public struct AtomOverlap: Error, Equatable, CustomStringConvertible {
  /// Atoms nearer than this in Å are on top of each other; the shortest bond, H-H, has 0.74 Å.
  public static let limit = 0.2

  /// Where the structure was read.
  public let structure: String
  /// The two atoms, counted from 0.
  public let atoms: SIMD2<Int>
  /// Their elements.
  public let elements: [Element]
  /// Their distance in Å.
  public let distance: Double

  public var description: String {
    "\(structure): atoms \(atoms.x) (\(elements[0])) and \(atoms.y) (\(elements[1])) are on top of each other, "
      + "\((distance * 1000).rounded() / 1000) Å apart; check the unit of the coordinates, or remove the structure"
  }

  /// Refuses structures in which atoms are on top of each other.
  ///
  /// - Throws: `AtomOverlap` for the first such pair; `AtomisticsError` for a cell or position that no
  ///   neighbor list can be made of.
  /// - Complexity: That of a neighbor list with a very small cutoff.
  public static func refuse(in structures: [LabeledConfiguration]) throws {
    for structure in structures {
      let configuration = structure.configuration
      let list = try NeighborList(of: configuration, cutoff: limit)
      guard let pair = list.neighbors.indices.first else { continue }
      let first = list.offsets.lastIndex { $0 <= pair } ?? 0
      let second = Int(list.neighbors[pair])
      throw AtomOverlap(
        structure: structure.name, atoms: [first, second],
        elements: [configuration.elements[first], configuration.elements[second]],
        distance: list.vectors(in: configuration)[pair].norm)
    }
  }
}
