/// A potential whose parameters can be fitted: a family that `Trainer` works with.
///
/// Its energy is E = Σ_i E_ref(Z_i) + E(R; θ), where only θ is fitted.
public protocol TrainablePotential: TwiceDifferentiable {
  /// The energy of an isolated atom of each element in eV.
  var referenceEnergies: [Double] { get }

  /// The parameters θ that are fitted; `parameterBlocks` tells what each is.
  var parameters: [Double] { get set }

  /// The parts of the parameter vector, without gaps and in its order.
  var parameterBlocks: [ParameterBlock] { get }

  /// Makes `count` workers that differentiate with respect to the parameters, one for each thread.
  func makeGradientWorkers(count: Int) -> GradientWorkers
}

/// The workers of some threads, which share the parameters that they read.
public struct GradientWorkers {
  package let workers: [any GradientWorker<Float>]

  /// Takes over a parameter vector for all workers; none may be at work.
  package let load: ([Double]) -> Void

  package init(_ workers: [any GradientWorker<Float>], load: @escaping ([Double]) -> Void) {
    self.workers = workers
    self.load = load
  }
}
