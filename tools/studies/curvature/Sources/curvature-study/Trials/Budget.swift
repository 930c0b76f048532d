internal import Foundation
internal import Sobolev

/// How long a fit may take.
struct Budget {
  /// What the fits of a comparison have alike.
  enum Kind: String, CaseIterable {
    /// The processor time.
    case time
    /// The number of steps.
    case steps
  }

  let kind: Kind
  private let seconds: Double
  private let steps: Int

  init(_ kind: Kind, seconds: Double, steps: Int) {
    (self.kind, self.seconds, self.steps) = (kind, seconds, steps)
  }

  /// How many structures tell what a step costs.
  private static let sampleSteps = 4

  /// The number of epochs of a fit, laid out by the processor time of a few steps where time counts.
  func epochs(
    from start: DensityPotential, _ training: [LabeledConfiguration], _ validation: [LabeledConfiguration],
    _ options: TrainingOptions
  ) throws -> Int {
    let perEpoch = (training.count + options.batchSize - 1) / options.batchSize
    switch kind {
    case .steps: return max(steps / perEpoch, 1)
    case .time:
      let sample = Array(training.prefix(Self.sampleSteps * options.batchSize))
      let trainer = try Trainer(start, training: sample, validation: validation, options: options)
      // The first epoch allocates.
      try trainer.run { _ in false }
      let begin = ProcessorTime.now
      try trainer.run { $0.epoch < 3 }
      let perStep = (ProcessorTime.now - begin) / Double(2 * min(perEpoch, Self.sampleSteps))
      return max(Int(seconds / (perStep * Double(perEpoch))), 1)
    }
  }
}

/// The time that this process has used the processor, which other processes hardly change.
enum ProcessorTime {
  static var now: Double {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    return Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
  }
}
