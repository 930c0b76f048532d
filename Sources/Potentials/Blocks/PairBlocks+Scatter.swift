extension PairBlocks {
  /// Adds the forces of a block's pairs, from one component of ∂E/∂r_ij, to the sites.
  package func scatter<J: Jet>(
    _ block: Block, index: Int, gradient: UnsafePointer<J>, component: Int,
    to forces: UnsafeMutablePointer<SIMD4<Double>>
  ) where J.L == L {
    let width = L.width
    let jetLength = J.componentCount &* width
    let source = UnsafeRawPointer(gradient).assumingMemoryBound(to: L.Scalar.self) + component * width
    let centers = centers.base + index * width
    let sites = neighbors.base + block.slots.lowerBound * width
    let slotCount = block.slots.count
    for lane in 0..<width where centers[lane] != Int32(siteCount) {
      var total = SIMD4<Double>.zero
      for slot in 0..<slotCount {
        let place = source + (3 &* slot &* jetLength &+ lane)
        let value = SIMD4<Double>(
          Double(place[0]), Double(place[jetLength]), Double(place[2 &* jetLength]), 0)
        total += value
        forces[Int(sites[slot &* width &+ lane])] -= value
      }
      forces[Int(centers[lane])] += total
    }
  }
}
