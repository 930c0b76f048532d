internal import Sobolev

/// Training steps on energies and forces: one call is an epoch of a public `Trainer`, everything included
/// (shuffling, real sweep, loss, dual sweep, sums over threads, optimizer, averaged weights).
final class EpochSubject {
  private let trainer: Trainer<DensityPotential>
  private let structures: [LabeledConfiguration]
  private let potential: DensityPotential

  init(
    _ potential: DensityPotential, _ structures: [LabeledConfiguration], threads: Int, batchSize: Int
  ) throws {
    var options = TrainingOptions()
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
    let count = try OperationCount.gradientStep(potential, of: configurations)
    return Subject(
      name, atoms: configurations.reduce(0) { $0 + $1.count }, threads: trainer.options.threads,
      multiplyAdds: count
    ) { [self] in try trainer.run { _ in false } }
  }
}
