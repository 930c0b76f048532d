/// Where the Hessians of some structures stand in one piece of memory: 3N × 3N numbers each, in row order.
package struct HessianLayout: Sendable {
  private let structureOffsets: [Int]
  private let starts: [Int]
  /// The structure of each atom.
  private let structures: [Int32]

  /// Lays out Hessians of structures that begin at the given atoms (one entry more than structures).
  package init(structureOffsets: [Int]) {
    self.structureOffsets = structureOffsets
    var starts = [0]
    var structures: [Int32] = []
    for structure in 0..<structureOffsets.count - 1 {
      let atoms = structureOffsets[structure + 1] - structureOffsets[structure]
      starts.append(starts[structure] + 9 * atoms * atoms)
      structures += Array(repeating: Int32(structure), count: atoms)
    }
    self.starts = starts
    self.structures = structures
  }

  /// The number of all elements.
  package var count: Int { starts[starts.count - 1] }

  /// Where the Hessian of an atom's structure begins, and how long its rows are.
  @inline(__always)
  package func place(of atom: Int) -> (start: Int, row: Int) {
    let structure = Int(structures[atom])
    return (starts[structure], 3 &* (structureOffsets[structure &+ 1] &- structureOffsets[structure]))
  }

  /// The number of an atom within its structure.
  @inline(__always)
  package func local(_ atom: Int) -> Int { atom &- structureOffsets[Int(structures[atom])] }

  /// The elements of one Hessian.
  package func elements(of structure: Int) -> Range<Int> { starts[structure]..<starts[structure + 1] }
}
