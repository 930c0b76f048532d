/// The mathematics of a family whose lanes are atoms: energies and pair derivatives of one block, for one jet.
///
/// A family provides its sweep for real and dual lanes; `ThreadedEvaluator` and `BlockCurvature` do the rest. Calls through
/// this protocol happen once a block.
package protocol BlockSweep<J>: AnyObject {
  /// The jet that it computes with.
  associatedtype J: Jet

  /// Computes the energy of each central atom of a block without reference energies, and ∂E/∂r_ij of each slot.
  ///
  /// - Parameters:
  ///   - index: The position of the block in `pairs`.
  ///   - directions: What makes the pair vectors jets.
  ///   - gradient: Three jets a slot, all of which are written.
  func evaluate(
    _ block: PairBlocks<J.L>.Block, index: Int, of pairs: PairBlocks<J.L>,
    directions: JetDirections<J.Scalar>, gradient: UnsafeMutablePointer<J>
  ) -> J
}
