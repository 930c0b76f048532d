internal import Sobolev

/// One fit and its errors.
struct Trial {
  let key: TrialKey
  let frames: Int
  let epochs: Int
  /// The processor time of the fit.
  let seconds: Double
  /// By the name of the test set.
  let errors: [(set: String, errors: TestErrors)]

  /// Fits and tests.
  init(_ key: TrialKey, _ treatment: Treatment, _ budget: Budget, _ study: StudyData) throws {
    self.key = key
    let training = key.noise.apply(to: study.training(percent: key.percent), seed: key.seed)
    frames = training.count
    let automatic = AutomaticSettings(for: training)
    var options = automatic.options
    (options.threads, options.seed, options.epochs) = (1, key.seed, 1_000_000)
    treatment.apply(&options)
    let elements = Set((training + study.tests.flatMap(\.frames)).flatMap(\.configuration.elements)).sorted()
    let start = try DensityPotential(
      startingOn: training, hyperparameters: automatic.hyperparameters, elements: elements,
      referenceEnergies: ReferenceEnergies.leastSquares(of: training, elements: elements), seed: key.seed)
    options.epochs = try budget.epochs(from: start, training, study.validation, options)
    epochs = options.epochs
    let trainer = try Trainer(start, training: training, validation: study.validation, options: options)
    let begin = ProcessorTime.now
    try trainer.run { _ in true }
    seconds = ProcessorTime.now - begin
    let best = trainer.best
    errors = try study.tests.map { ($0.name, try TestErrors(best, on: $0)) }
  }
}

extension Trial: CustomStringConvertible {
  var description: String {
    let words = errors.map { set, errors in
      "\(set) " + Quantity.allCases.compactMap { errors[$0].map(StudyNumbers.short) }.joined(separator: " ")
    }
    return "\(key.fields.joined(separator: " ")), \(frames) frames, \(epochs) epochs, "
      + "\(StudyNumbers.short(seconds)) s: " + words.joined(separator: "; ")
  }
}
