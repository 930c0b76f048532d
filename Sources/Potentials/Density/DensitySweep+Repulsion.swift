extension DensitySweep {
  /// Adds half of the repulsion of every pair of a block to the energies, and its derivative to the pair
  /// gradients. Groups without a pair inside the outer radius cost one comparison a slot, without a branch.
  package func addRepulsion(
    _ block: Pairs.Block, of pairs: Pairs, energy: inout J, gradient: UnsafeMutablePointer<J>
  ) {
    let first = block.slots.lowerBound
    for group in pairs.groups[block.groups] {
      guard let repulsion = repulsions[block.element * elementCount + group.element] else { continue }
      let limit = J.L(repeating: J.Scalar(1 / repulsion.outerRadius))
      let inverseDistances = inverseDistances.base
      let slots = group.slots.lowerBound - first..<group.slots.upperBound - first
      var margin = limit
      for slot in slots { margin = margin.smaller(limit - inverseDistances[slot].real) }
      guard margin.min() < 0 else { continue }
      for slot in slots {
        let inverse = inverseDistances[slot]
        guard (limit - inverse.real).min() < 0 else { continue }
        let (value, slope) = repulsion.evaluate(
          distance: inverse.reciprocal(), inverse: inverse)
        energy.add(0.5, times: value)
        let half = J.Scalar(0.5) * slope
        for axis in 0..<3 {
          gradient[3 * slot + axis].add(half, times: unitVectors.base[3 * slot + axis])
        }
      }
    }
  }
}
