import Sobolev

/// An epoch as a row of the log and as words beside the progress bar.
struct EpochRow {
  static let columns = [
    "epoch", "seconds", "learning_rate", "gradient_norm", "training_loss",
    "training_energy_rmse_meV_per_atom", "training_force_rmse_meV_per_A",
    "training_virial_rmse_meV_per_atom", "validation_loss", "validation_energy_mae_meV_per_atom",
    "validation_force_mae_meV_per_A", "validation_virial_mae_meV_per_atom", "is_best",
  ]

  let values: [Double?]
  /// How much of the fit is done, 0-1.
  let fraction: Double
  let words: String

  init(_ record: EpochRecord) {
    func milli(_ value: Double?) -> Double? {
      guard let value, !value.isNaN else { return nil }
      return value * 1000
    }
    let (training, validation) = (record.training, record.validation)
    values = [
      Double(record.epoch), record.elapsedSeconds, record.learningRate, record.gradientNorm,
      training.meanLoss, milli(training.energyPerAtom.rootMeanSquare),
      milli(training.force.rootMeanSquare), milli(training.virialPerAtom.rootMeanSquare),
      validation?.meanLoss, milli(validation?.energyPerAtom.meanAbsolute),
      milli(validation?.force.meanAbsolute), milli(validation?.virialPerAtom.meanAbsolute),
      record.isBest ? 1 : 0,
    ]
    fraction = Double(record.epoch) / Double(max(record.plannedEpochs, 1))
    let shown = validation ?? training
    let figures = [
      milli(shown.energyPerAtom.meanAbsolute).map { "\($0.brief) meV/atom" },
      milli(shown.force.meanAbsolute).map { "\($0.brief) meV/Å" },
    ].compactMap { $0 }.joined(separator: ", ")
    words =
      "epoch \(record.epoch)/\(record.plannedEpochs), "
      + (validation == nil ? "training " : "validation ") + figures
  }
}
