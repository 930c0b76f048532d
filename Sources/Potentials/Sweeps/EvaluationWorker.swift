internal import Atomistics

/// The share of one thread in an evaluation: some atoms and their pairs.
protocol EvaluationWorker<Scalar>: AnyObject {
  /// The floating-point type of the sweeps.
  associatedtype Scalar: MatrixScalar

  /// What the thread has found.
  var sums: EvaluationSums { get }

  /// Takes over the pairs of one of `parts` about equal parts of the atoms.
  func assemble(part: Int, of parts: Int, _ graph: NeighborGraph<Scalar>, siteCount: Int)

  /// Writes the forces of its pairs, and the results of its atoms, into `sums`.
  ///
  /// - Parameters:
  ///   - atoms: The positions of all atoms in Å.
  ///   - lattices: The cell vectors of each structure.
  func evaluate(_ sites: InteractionSites, atoms: [SIMD3<Double>], lattices: [Matrix3])
}
