extension TrainingOptions {
  /// Checks every option against its range.
  ///
  /// - Throws: `TrainingError.optionOutOfRange` for the first one outside.
  public func validate() throws {
    func require(_ condition: Bool, _ name: String, _ value: some Any, _ allowed: String) throws {
      guard condition else {
        throw TrainingError.optionOutOfRange(name: name, value: "\(value)", allowed: allowed)
      }
    }
    for (name, weight) in [
      ("energy_weight", energyWeight), ("force_weight", forceWeight),
      ("virial_weight", virialWeight), ("hessian_weight", hessianWeight),
      ("orthogonality_weight", orthogonalityWeight), ("weight_decay", weightDecay),
      ("averaging_epochs", averagingEpochs),
    ] {
      try require(weight >= 0 && weight.isFinite, name, weight, "zero or more")
    }
    try require(
      penaltyDisplacement > 0 && penaltyDisplacement <= 1, "displacement", penaltyDisplacement,
      "above 0, at most 1")
    for (name, penalty) in [
      ("gradient", gradientPenalty), ("curvature", curvaturePenalty), ("taylor", taylorPenalty),
    ] {
      for (name, value) in [("\(name)_weight", penalty.weight), ("\(name)_target", penalty.target)] {
        try require(value >= 0 && value.isFinite, name, value, "zero or more")
      }
    }
    try require(
      spectralBound.map { $0 > 0 && $0.isFinite } ?? true, "spectral_bound", spectralBound ?? 0,
      "above zero")
    try require(
      energyWeight + forceWeight + virialWeight + hessianWeight > 0, "energy_weight", energyWeight,
      "above zero where the other weights are zero")
    try require(
      (1...256).contains(hessianProbeCount), "hessian_probes", hessianProbeCount, "1 to 256")
    try require(
      (-2...1).contains(forceNormExponent), "force_norm_exponent", forceNormExponent, "-2 to 1")
    try require(
      forceNormFrequency > 0 && forceNormFrequency.isFinite, "force_norm_frequency",
      forceNormFrequency, "above zero")
    try require((0..<1).contains(hessianStart), "hessian_start", hessianStart, "0 to below 1")
    try require(
      hessianRamp >= 0 && hessianStart + hessianRamp <= 1, "hessian_ramp", hessianRamp,
      "0 to 1 - hessian_start")
    try require(epochs >= 1, "epochs", epochs, "at least 1")
    try require(
      timeBudget.map { $0 > 0 && $0.isFinite } ?? true, "time", timeBudget ?? 0, "above zero")
    try require(batchSize >= 1, "batch_size", batchSize, "at least 1")
    try require(
      learningRate > 0 && learningRate <= 1, "learning_rate", learningRate, "above 0, at most 1")
    try require(
      (0...1).contains(finalLearningRateFraction), "final_learning_rate_fraction",
      finalLearningRateFraction, "0 to 1")
    try require((0..<1).contains(warmUpFraction), "warm_up_fraction", warmUpFraction, "0 to below 1")
    try require(
      (0..<1).contains(validationFraction), "validation_fraction", validationFraction,
      "0 to below 1")
    try require((huberThreshold ?? 1) > 0, "huber_threshold", huberThreshold ?? 0, "above zero")
    try require((patience ?? 1) >= 1, "patience", patience ?? 0, "at least 1")
    try require((1...256).contains(threads), "threads", threads, "1 to 256")
  }
}
