import Sobolev

/// An epoch as a row of the log and as words beside the progress bar.
struct EpochRow {
  static let columns = [
    "epoch", "seconds", "learning_rate", "gradient_norm", "training_loss", "training_penalty",
    "training_energy_rmse_meV_per_atom", "training_force_rmse_meV_per_A",
    "training_virial_rmse_meV_per_atom", "training_hessian_product_rmse_eV_per_A2",
    "validation_loss", "validation_energy_mae_meV_per_atom", "validation_force_mae_meV_per_A",
    "validation_virial_mae_meV_per_atom",
    "validation_hessian_product_mae_eV_per_A2", "cosine_energy_force", "cosine_energy_hessian",
    "cosine_force_hessian", "is_best",
  ]

  let values: [Double?]
  /// How much of the fit is done, 0-1.
  let fraction: Double
  let words: String

  init(_ record: EpochRecord) {
    func known(_ value: Double?) -> Double? { value.flatMap { $0.isNaN ? nil : $0 } }
    func milli(_ value: Double?) -> Double? {
      known(value).map { $0 * 1000 }
    }
    let (training, validation) = (record.training, record.validation)
    values = [
      Double(record.epoch), record.elapsedSeconds, record.learningRate, record.gradientNorm,
      training.meanLoss, training.meanPenalty, milli(training.energyPerAtom.rootMeanSquare),
      milli(training.force.rootMeanSquare), milli(training.virialPerAtom.rootMeanSquare),
      known(training.hessianProduct.rootMeanSquare),
      validation?.meanLoss, milli(validation?.energyPerAtom.meanAbsolute),
      milli(validation?.force.meanAbsolute), milli(validation?.virialPerAtom.meanAbsolute),
      known(validation?.hessianProduct.meanAbsolute), known(record.gradientCosines?.energyForce),
      known(record.gradientCosines?.energyHessian), known(record.gradientCosines?.forceHessian),
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
