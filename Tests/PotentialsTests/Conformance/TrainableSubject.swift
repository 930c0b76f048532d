import Potentials
import Testing

/// A trainable potential of the conformance suite, with its worker in Float64, which training never makes.
struct TrainableSubject: Sendable, CustomTestStringConvertible {
  var name: String
  var potential: any TrainablePotential
  private let makeWorker: @Sendable () -> any GradientWorker<Double>

  var testDescription: String { name }

  init<P: TrainablePotential>(
    _ name: String, _ potential: P,
    worker: @escaping @Sendable (P) -> any GradientWorker<Double>
  ) {
    self.name = name
    self.potential = potential
    makeWorker = { worker(potential) }
  }

  /// A worker with Float64 sweeps.
  func doubleWorker() -> any GradientWorker<Double> { makeWorker() }

  /// The worker that training uses.
  func singleWorker() throws -> any GradientWorker<Float> {
    try #require(potential.makeGradientWorkers(count: 1).workers.first)
  }

  /// All trainable families and shapes.
  static let all: [TrainableSubject] = density + acsf + nep

  private static let density: [TrainableSubject] = Subject.density.map { subject in
    TrainableSubject(subject.name, subject.potential) { potential in
      DensityGradientWorker<SIMD8<Double>>(potential, tables: DensityTables(potential))
    }
  }

  private static let acsf: [TrainableSubject] = ACSFSamples.all.map { sample in
    TrainableSubject(sample.name, sample.potential) { potential in
      ACSFGradientWorker<SIMD8<Double>>(potential, tables: ACSFTables(potential))
    }
  }
}
