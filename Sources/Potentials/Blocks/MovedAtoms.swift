/// One atom for every lane that is displaced along x, y and z at once, by a jet with a component for each axis.
///
/// The atom is never the center of its lane: what its own displacement does follows from the others, since
/// moving all atoms does nothing.
package struct MovedAtoms {
  /// `L.width` atoms a block; −1 for none.
  package var atoms: UnsafePointer<Int32>

  /// The atom of each site.
  package var atomOfSite: UnsafePointer<Int32>
}

extension PairBlocks {
  /// Adds ε_axis to the pair vectors that end at the moved atom or an image of it.
  func move<J: Jet>(
    _ block: Block, index: Int, _ moved: MovedAtoms, into output: UnsafeMutablePointer<J>
  ) where J.L == L {
    let width = L.width
    let jetLength = J.componentCount * width
    let target = UnsafeMutableRawPointer(output).assumingMemoryBound(to: L.Scalar.self)
    let sites = neighbors.base + block.slots.lowerBound * width
    for lane in 0..<width {
      let atom = moved.atoms[index * width + lane]
      guard atom >= 0 else { continue }
      for slot in 0..<block.slots.count {
        let site = Int(sites[slot &* width &+ lane])
        guard site != siteCount, moved.atomOfSite[site] == atom else { continue }
        let place = target + (3 &* slot &* jetLength &+ lane)
        for axis in 0..<3 { place[axis &* jetLength &+ (axis &+ 1) &* width] = 1 }
      }
    }
  }
}
