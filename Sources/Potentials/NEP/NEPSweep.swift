/// The energy of one block of atoms in the neuroevolution form and its reverse sweep, for any jet.
///
/// Two-body invariants and the angular density of the block's pairs become features, these the energy. One instance
/// belongs to one thread.
package final class NEPSweep<J: Jet> {
  package typealias Pairs = PairBlocks<J.L>

  /// The short-range repulsion of each ordered pair of elements, where there is one.
  let repulsions: [NEPPairRepulsion?]
  let slots = NEPSlots<J>()
  let shape: NEPShape
  private let tables: NEPTables<J.Scalar>
  private let radial: NEPRadialSweep<J>
  private let angular: NEPAngularSweep<J>
  private let invariants: NEPInvariants<J>
  private let network: NEPNetwork<J>
  private let featureAdjoint: Scratch<J>

  package init(_ potential: NEPPotential, tables: NEPTables<J.Scalar>) {
    self.tables = tables
    shape = tables.shape
    repulsions = potential.pairRepulsions
    radial = NEPRadialSweep(tables, slots: slots)
    angular = NEPAngularSweep(tables, slots: slots, maximumDegree: potential.hyperparameters.maximumDegree)
    invariants = NEPInvariants(potential)
    network = NEPNetwork(shape)
    featureAdjoint = Scratch(capacity: shape.features)
  }

  /// The features of the block of the last forward sweep, neither centered nor scaled.
  var features: UnsafePointer<J> { UnsafePointer(network.features) }

  /// Computes the energy of each central atom of a block, without reference energies and repulsion.
  package func forward(
    _ block: Pairs.Block, index: Int, of pairs: Pairs, directions: JetDirections<J.Scalar>
  ) -> J {
    slots.take(block, index: index, of: pairs, directions: directions, tables: tables)
    let features = network.features
    for n in 0..<shape.radial { features[n] = .zero }
    radial.forward(block.element, into: features)
    angular.forward(block.element)
    invariants.evaluate(angular.density.base, into: features + shape.radial)
    return network.forward(tables, element: block.element)
  }

  /// Goes back from an adjoint of the energies to the features and the angular radial functions.
  package func reverse(_ block: Pairs.Block, seed: J) {
    let adjoint = featureAdjoint.base
    network.reverse(tables, element: block.element, seed: seed, into: adjoint)
    invariants.reverse(
      angular.density.base, adjoint: adjoint + shape.radial, into: angular.densityAdjoint.base)
    angular.reverse()
  }

  /// Goes on to the pair vectors: writes ∂E/∂r_ij of each slot, three jets a slot.
  package func pairGradient(_ block: Pairs.Block, into gradient: UnsafeMutablePointer<J>) {
    gradient.update(repeating: .zero, count: 3 * block.slots.count)
    radial.pairGradient(block.element, adjoint: featureAdjoint.base, into: gradient)
    angular.addPairGradient(block.element, to: gradient)
  }

  /// Adds the parameter gradient, the top component of the adjoints, of the last forward and reverse sweep.
  package func accumulate(_ block: Pairs.Block, seed: J, into gradient: NEPGradient<J.L>) {
    network.accumulate(element: block.element, seed: seed, into: gradient)
    radial.accumulate(block.element, adjoint: featureAdjoint.base, into: gradient)
    angular.accumulate(block.element, into: gradient)
  }
}
