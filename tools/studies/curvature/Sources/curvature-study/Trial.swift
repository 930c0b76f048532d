internal import Foundation
internal import Sobolev

/// One fit and its errors.
struct Trial {
  let supervision: Supervision
  let percent: Int
  let frames: Int
  let seed: UInt64
  /// The processor time of the fit.
  let seconds: Double
  /// By the name of the test set.
  let errors: [String: TestErrors]

  init(
    _ supervision: Supervision, percent: Int, seed: UInt64, training: [LabeledConfiguration], epochs: Int,
    study: StudyData
  ) throws {
    (self.supervision, self.percent, self.seed) = (supervision, percent, seed)
    frames = training.count
    let automatic = AutomaticSettings(for: training)
    var options = automatic.options
    (options.epochs, options.threads, options.seed) = (epochs, 1, seed)
    supervision.apply(to: &options)
    let elements = Set(training.flatMap(\.configuration.elements)).sorted()
    let start = try DensityPotential(
      startingOn: training, hyperparameters: automatic.hyperparameters, elements: elements,
      referenceEnergies: ReferenceEnergies.leastSquares(of: training, elements: elements), seed: seed)
    let trainer = try Trainer(
      start, training: training, validation: study.validation, options: options)
    let begin = clock()
    try trainer.run { _ in true }
    seconds = Double(clock() - begin) / Double(CLOCKS_PER_SEC)
    let potential = trainer.best
    errors = try Dictionary(
      uniqueKeysWithValues: study.tests.map { ($0.name, try TestErrors(potential, on: $0.frames)) })
  }

  private static let sets = ["same", "1000 K", "displaced", "stationary"]

  /// The columns of `line`.
  static let header =
    "supervision,percent,frames,seed,cpu_seconds,"
    + sets.flatMap { set in Quantity.allCases.map { "\(set) \($0.rawValue)" } }.joined(separator: ",")

  /// The trial as a row of comma-separated values.
  var line: String {
    let figures = Trial.sets.flatMap { set in
      Quantity.allCases.map { errors[set]?.values[$0].map { "\($0)" } ?? "" }
    }
    return (["\(supervision.rawValue)", "\(percent)", "\(frames)", "\(seed)", "\(seconds)"] + figures)
      .joined(separator: ",")
  }
}
