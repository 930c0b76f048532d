/// A block sweep that goes on to the parameters of its potential.
package protocol ParameterSweep<J>: BlockSweep {
  /// Where it adds the parameter gradient.
  associatedtype Gradient: ParameterGradient<J.L>

  /// Adds the parameter gradient of the top component of Σ seed · E over the central atoms of a block.
  ///
  /// - Parameters:
  ///   - index: The position of the block in `pairs`.
  ///   - directions: What makes the pair vectors jets.
  ///   - seed: The adjoint of the energies.
  func accumulate(
    _ block: PairBlocks<J.L>.Block, index: Int, of pairs: PairBlocks<J.L>,
    directions: JetDirections<J.Scalar>, seed: J, into gradient: Gradient)
}

/// A parameter gradient while it is being summed.
package protocol ParameterGradient<L>: AnyObject {
  /// The lanes of its sums.
  associatedtype L: Lane

  /// Sets all sums to zero.
  func clear()

  /// Adds the sums to a parameter vector.
  func add(to target: inout [Double])
}
