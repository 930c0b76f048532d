extension NEPSweep: ParameterSweep {
  @_specialize(where J == Real<SIMD16<Float>>)
  @_specialize(where J == Real<SIMD8<Double>>)
  @_specialize(where J == Dual<SIMD16<Float>>)
  @_specialize(where J == Dual<SIMD8<Double>>)
  @_specialize(where J == TripleDual<SIMD16<Float>>)
  @_specialize(where J == TripleDual<SIMD8<Double>>)
  package func evaluate(
    _ block: Pairs.Block, index: Int, of pairs: Pairs, directions: JetDirections<J.Scalar>,
    gradient: UnsafeMutablePointer<J>
  ) -> J {
    var energy = forward(block, index: index, of: pairs, directions: directions)
    reverse(block, seed: J(constant: 1))
    pairGradient(block, into: gradient)
    addRepulsion(block, of: pairs, energy: &energy, gradient: gradient)
    return energy
  }

  @_specialize(where J == Dual<SIMD16<Float>>)
  @_specialize(where J == Dual<SIMD8<Double>>)
  @_specialize(where J == HyperDual<SIMD16<Float>>)
  @_specialize(where J == HyperDual<SIMD8<Double>>)
  package func accumulate(
    _ block: Pairs.Block, index: Int, of pairs: Pairs, directions: JetDirections<J.Scalar>, seed: J,
    into gradient: NEPGradient<J.L>
  ) {
    _ = forward(block, index: index, of: pairs, directions: directions)
    reverse(block, seed: seed)
    accumulate(block, seed: seed, into: gradient)
  }

  /// Adds half of the repulsion of every pair of a block to the energies, and its derivative to the pair
  /// gradients. Slots without a pair inside the outer radius cost one comparison.
  private func addRepulsion(
    _ block: Pairs.Block, of pairs: Pairs, energy: inout J, gradient: UnsafeMutablePointer<J>
  ) {
    let first = block.slots.lowerBound
    let unitVectors = slots.unitVectors.base
    for group in pairs.groups[block.groups] {
      guard let repulsion = repulsions[block.element * shape.elements + group.element] else { continue }
      let limit = J.L(repeating: J.Scalar(1 / repulsion.outerRadius))
      for slot in group.slots.lowerBound - first..<group.slots.upperBound - first {
        let inverse = slots.inverseDistances.base[slot]
        guard (limit - inverse.real).min() < 0 else { continue }
        let (value, slope) = repulsion.evaluate(distance: inverse.reciprocal(), inverse: inverse)
        energy.add(0.5, times: value)
        let half = J.Scalar(0.5) * slope
        for axis in 0..<3 { gradient[3 * slot + axis].add(half, times: unitVectors[3 * slot + axis]) }
      }
    }
  }
}

extension NEPGradient: ParameterGradient {}
