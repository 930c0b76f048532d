/// The share of one thread in a training step: values and derivatives of some structures, then the parameter
/// gradient of any linear functional of them.
///
/// With R + ε v for the atoms, (1 + ε S) for the cell and 1 + ε a for the adjoint of the energy, a dual
/// sweep gives the gradient of Σ_s a_s E_s + v·∇E + S : ∂E/∂strain in one go. With
/// R + ε₁ u + ε₂ w + ε₁ε₂ v, 1 + ε₁ε₂ S and 1 + ε₁ε₂ a a hyper-dual sweep adds wᵀH u for the Hessian H.
/// What is found, and the coefficients a, v, S, u and w, stand in `exchange`.
package protocol GradientWorker<Scalar>: AnyObject {
  /// The floating-point type of the sweeps.
  associatedtype Scalar: MatrixScalar

  /// What the worker has found, and the coefficients that it reads.
  var exchange: StepExchange<Scalar> { get }

  /// Takes over the structures of a step: calls `exchange.begin`, and prepares its blocks.
  ///
  /// - Parameters:
  ///   - chosen: Which of `graphs` take part; graphs hold their pair vectors and local site numbers.
  func place(_ chosen: [Int], of graphs: [NeighborGraph<Scalar>])

  /// Finds energies, forces and virials of all structures by the real sweep.
  func evaluate()

  /// Finds energies, forces, virials and the products H u with the probes by the dual sweep.
  func evaluateProducts()

  /// Adds the parameter gradient of Σ a E + v·∇E + S : ∂E/∂strain by the dual sweep.
  func accumulateGradient()

  /// Adds the parameter gradient of Σ a E + v·∇E + S : ∂E/∂strain + wᵀH u by the hyper-dual sweep.
  func accumulateCurvatureGradient()

  /// Sets the sums of the gradient to zero.
  func clearGradient()

  /// Adds the sums of the gradient to a parameter vector.
  func addGradient(to target: inout [Double])
}
