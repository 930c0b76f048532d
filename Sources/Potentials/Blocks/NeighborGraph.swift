/// The pairs of some atoms, ordered by atom and within an atom by the neighbor's element.
///
/// `offsets` has one entry for every atom and element, plus one: the neighbors of atom i that are of
/// element e stand at `offsets[i E + e] ..< offsets[i E + e + 1]`.
package struct NeighborGraph<Scalar: BinaryFloatingPoint & Sendable>: Sendable {
  /// The number of elements E.
  package var elementCount: Int

  /// The element index of each atom.
  package var elements: [Int32]

  /// Where the neighbors of each atom and element begin.
  package var offsets: [Int32]

  /// The site of each neighbor.
  package var neighbors: [Int32]

  /// The pair vectors r_j − r_i in Å, three numbers a pair; empty where they are computed later.
  package var vectors: [Scalar]

  /// The number of atoms.
  package var atomCount: Int { elements.count }

  /// The number of neighbors of an atom.
  package func neighborCount(_ atom: Int) -> Int {
    Int(offsets[(atom + 1) * elementCount] - offsets[atom * elementCount])
  }
}
