internal import Sobolev

/// Training steps: one call is an epoch of a public `Trainer`, everything included (shuffling, both sweeps, loss,
/// sums over threads, optimizer, averaged weights).
final class EpochSubject {
  private let trainer: Trainer<DensityPotential>
  private let structures: [LabeledConfiguration]
  private let potential: DensityPotential

  /// - Parameter hessianProbe: Along which directions Hessians are learned from; `nil` for energies and forces.
  init(
    _ potential: DensityPotential, _ structures: [LabeledConfiguration], threads: Int, batchSize: Int,
    hessianProbe: HessianProbe? = nil
  ) throws {
    var options = TrainingOptions()
    if let hessianProbe {
      options.hessianProbe = hessianProbe
      options.hessianWeight = 0.01
    }
    options.threads = threads
    options.batchSize = batchSize
    options.epochs = 1_000_000
    trainer = try Trainer(potential, training: structures, validation: [], options: options)
    self.structures = structures
    self.potential = potential
  }

  /// The epochs as they are timed.
  func subject(_ name: String) throws -> Subject {
    let configurations = structures.map(\.configuration)
    // The multiply-adds of Hessians are not counted.
    let hasHessians = trainer.options.hessianWeight > 0
    let count = hasHessians ? nil : try OperationCount.gradientStep(potential, of: configurations)
    return Subject(
      name, atoms: configurations.reduce(0) { $0 + $1.count }, threads: trainer.options.threads,
      multiplyAdds: count
    ) { [self] in try trainer.run { _ in false } }
  }
}
