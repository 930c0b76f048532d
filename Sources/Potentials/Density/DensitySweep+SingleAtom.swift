extension DensitySweep {
  /// Adds the limit of single atoms to the energies of a block, and its derivative to the pair gradients. Blocks whose
  /// atoms all have neighbors enough cost one addition a slot.
  func addSingleAtomLimit(
    _ block: Pairs.Block, index: Int, of pairs: Pairs, energy: inout J, gradient: UnsafeMutablePointer<J>
  ) {
    let limit = limits[block.element]
    guard limit.acts else { return }
    let (points, slots) = (radialPoints.base, block.slots.count)
    var count = J.zero
    for slot in 0..<slots { count += points[slot].cutoff }
    let centers = pairs.centers.base + index * J.L.width
    let isReached = (0..<J.L.width).contains { lane in
      centers[lane] != Int32(pairs.siteCount) && count.real[lane] < J.Scalar(limit.neighbors)
    }
    guard isReached else { return }
    let (value, slope) = limit.evaluate(count)
    energy += value
    let twice = J.Scalar(2) * slope
    for slot in 0..<slots {
      // ∂r²/∂r_ij = 2 r_ij.
      let factor = twice * points[slot].slope
      for axis in 0..<3 {
        gradient[3 * slot + axis].add(factor, times: displacements.base[3 * slot + axis])
      }
    }
  }
}
