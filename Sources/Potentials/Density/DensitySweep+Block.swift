extension DensitySweep: ParameterSweep {
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
    pairGradient(block, of: pairs, into: gradient)
    addRepulsion(block, of: pairs, energy: &energy, gradient: gradient)
    addSingleAtomLimit(block, index: index, of: pairs, energy: &energy, gradient: gradient)
    return energy
  }

  @_specialize(where J == Dual<SIMD16<Float>>)
  @_specialize(where J == Dual<SIMD8<Double>>)
  @_specialize(where J == HyperDual<SIMD16<Float>>)
  @_specialize(where J == HyperDual<SIMD8<Double>>)
  package func accumulate(
    _ block: Pairs.Block, index: Int, of pairs: Pairs, directions: JetDirections<J.Scalar>, seed: J,
    into gradient: DensityGradient<J.L>
  ) {
    _ = forward(block, index: index, of: pairs, directions: directions)
    reverse(block, seed: seed)
    accumulate(block, of: pairs, seed: seed, into: gradient)
  }
}

extension DensityGradient: ParameterGradient {}
