extension DensitySweep: ParameterSweep {
  @specialized(where J == Real<SIMD16<Float>>)
  @specialized(where J == Real<SIMD8<Double>>)
  @specialized(where J == Dual<SIMD16<Float>>)
  @specialized(where J == Dual<SIMD8<Double>>)
  @specialized(where J == TripleDual<SIMD16<Float>>)
  @specialized(where J == TripleDual<SIMD8<Double>>)
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

  @specialized(where J == Dual<SIMD16<Float>>)
  @specialized(where J == Dual<SIMD8<Double>>)
  @specialized(where J == HyperDual<SIMD16<Float>>)
  @specialized(where J == HyperDual<SIMD8<Double>>)
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
