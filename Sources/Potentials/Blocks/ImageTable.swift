internal import Atomistics

/// The site of every periodic image of a structure's atoms, looked up by atom and lattice translation.
///
/// An entry for each translation between the outermost ones: a dictionary took as long as the search for neighbors.
struct ImageTable {
  /// The site of each image; −1 where it has none yet.
  var sites: [Int32] = []

  private var atoms = 0..<0
  private var reach = SIMD3<Int32>.zero

  /// Forgets all sites and makes room for the images of some atoms that a list refers to.
  mutating func clear(for atoms: Range<Int>, of list: NeighborList) {
    self.atoms = atoms
    reach = .zero
    for pair in list.offsets[atoms.lowerBound]..<list.offsets[atoms.upperBound] {
      let shift = list.shifts[pair]
      reach = pointwiseMax(reach, pointwiseMax(shift, .zero &- shift))
    }
    sites.removeAll(keepingCapacity: true)
    guard reach != .zero else { return }
    let widths = 2 &* reach &+ 1
    sites.append(
      contentsOf: repeatElement(-1, count: Int(widths.x) * Int(widths.y) * Int(widths.z) * atoms.count))
  }

  /// Where the site of an atom's image stands in `sites`.
  @inline(__always)
  func index(of atom: Int32, _ shift: SIMD3<Int32>) -> Int {
    let place = shift &+ reach
    let translation = (Int(place.x) * Int(2 * reach.y + 1) + Int(place.y)) * Int(2 * reach.z + 1) + Int(place.z)
    return translation * atoms.count + Int(atom) - atoms.lowerBound
  }
}
