package import Atomistics

/// The atoms of some structures and those of their periodic images that they interact with.
///
/// Sites are numbered through: first the atoms, then the images. A pair then needs no lattice vector, only
/// the positions of two sites; forces on images are added to their atoms at the end.
package struct InteractionSites: Sendable {
  private struct Image {
    var atom: Int32
    var structure: Int32
    var shift: SIMD3<Double>
  }

  private let structureOffsets: [Int]
  private var images: [Image] = []
  private var imageTable = ImageTable()

  /// The positions of all sites in Å.
  package private(set) var positions: [SIMD3<Double>] = []

  /// Creates sites for structures that begin at the given atoms (one entry more than structures).
  package init(structureOffsets: [Int]) { self.structureOffsets = structureOffsets }

  private var atomCount: Int { structureOffsets[structureOffsets.count - 1] }

  /// The number of sites.
  package var count: Int { atomCount + images.count }

  /// Finds the images that a neighbor list refers to and writes its pairs in terms of sites.
  ///
  /// - Parameter graph: Receives the pairs; it has the elements of the atoms already.
  package mutating func writePairs<Scalar>(of list: NeighborList, to graph: inout NeighborGraph<Scalar>) {
    graph.offsets.removeAll(keepingCapacity: true)
    graph.neighbors.resize(to: list.neighbors.count, filler: 0)
    writePairs(
      of: list, elements: graph.elements, elementCount: graph.elementCount, offsets: &graph.offsets,
      neighbors: &graph.neighbors)
  }

  private mutating func writePairs(
    of list: NeighborList, elements: [Int32], elementCount: Int, offsets: inout [Int32], neighbors: inout [Int32]
  ) {
    images.removeAll(keepingCapacity: true)
    var cursors = [Int32](repeating: 0, count: elementCount)
    for structure in 0..<structureOffsets.count - 1 {
      let atoms = structureOffsets[structure]..<structureOffsets[structure + 1]
      imageTable.clear(for: atoms, of: list)
      for atom in atoms {
        let pairs = list.pairs(of: atom)
        for element in 0..<elementCount { cursors[element] = 0 }
        for pair in pairs { cursors[Int(elements[Int(list.neighbors[pair])])] += 1 }
        var start = Int32(pairs.lowerBound)
        for element in 0..<elementCount {
          offsets.append(start)
          (cursors[element], start) = (start, start + cursors[element])
        }
        for pair in pairs {
          let neighbor = list.neighbors[pair]
          let shift = list.shifts[pair]
          var site = neighbor
          if shift != .zero {
            let entry = imageTable.index(of: neighbor, shift)
            if imageTable.sites[entry] < 0 {
              imageTable.sites[entry] = Int32(count)
              images.append(
                Image(atom: neighbor, structure: Int32(structure), shift: SIMD3<Double>(shift)))
            }
            site = imageTable.sites[entry]
          }
          let element = Int(elements[Int(neighbor)])
          neighbors[Int(cursors[element])] = site
          cursors[element] += 1
        }
      }
    }
    offsets.append(Int32(list.neighbors.count))
  }

  /// Takes over the positions of the atoms and moves their images along.
  mutating func update(positions atoms: [SIMD3<Double>], lattices: [Matrix3]) {
    // Moved out for the while, so that nothing is copied.
    var moved: [SIMD3<Double>] = []
    swap(&moved, &positions)
    moved.resize(to: count, filler: .zero)
    moved.withUnsafeMutableBufferPointer { buffer in
      if let base = buffer.baseAddress { write(positions: atoms, lattices: lattices, to: base) }
    }
    positions = moved
  }

  /// Writes the positions of all sites.
  ///
  /// - Parameters:
  ///   - atoms: The positions of the atoms in Å.
  ///   - lattices: The cell vectors of each structure.
  ///   - target: Room for `count` positions.
  func write(
    positions atoms: [SIMD3<Double>], lattices: [Matrix3], to target: UnsafeMutablePointer<SIMD3<Double>>
  ) {
    for (index, position) in atoms.enumerated() { target[index] = position }
    for (index, image) in images.enumerated() {
      target[atomCount + index] = atoms[Int(image.atom)] + image.shift * lattices[Int(image.structure)]
    }
  }

  /// One vector a site: those of the atoms, and for every image that of its atom.
  package func spread(_ vectors: [SIMD3<Double>]) -> [SIMD3<Double>] {
    vectors + images.map { vectors[Int($0.atom)] }
  }

  /// The atom of every site: itself, or the one that it is an image of.
  package var atomOfSite: [Int32] { (0..<Int32(atomCount)).map { $0 } + images.map(\.atom) }

  /// Adds what has been summed for the images to their atoms.
  package func fold(_ values: UnsafeMutablePointer<SIMD4<Double>>) {
    for (index, image) in images.enumerated() {
      values[Int(image.atom)] += values[atomCount + index]
    }
  }
}
