import Sobolev

/// Trains a student on the energies, forces and Hessian-vector products of another potential.
///
/// The student sees the given structures and frames of molecular dynamics that the teacher runs from some of them, so
/// that it learns the teacher where it will be used and not only where it was fitted.
struct Distillation {
  let teacher: FittedPotential
  let threads: Int
  let seed: UInt64
  /// The wall-clock seconds of the fit.
  let seconds: Double

  /// The temperature in K, time step and time between frames in fs, and number of frames of each run.
  private static let temperature = 600.0
  private static let timeStep = 0.5
  private static let stepsPerFrame = 40
  private static let framesPerRun = 20
  /// The number of runs.
  private static let runs = 24

  /// What comes of it.
  struct Outcome {
    let student: FittedPotential
    /// The student against the teacher on frames that it was not trained on.
    let loss: ErrorMetrics
    /// The given structures among those frames, with the labels that they came with.
    let held: [LabeledConfiguration]
    let frames: Int
  }

  /// Trains a student of a family.
  func train(_ family: PotentialFamily, on structures: [LabeledConfiguration]) throws -> Outcome {
    var generator = RandomGenerator(seed: seed, stream: 1 << 41)
    let given = Split(structures, using: &generator)
    let dynamics = Split(
      try frames(from: structures.map(\.configuration)).map { LabeledConfiguration($0, Labels()) },
      using: &generator)
    let labels = TeacherLabels(teacher: teacher, threads: threads, seed: seed)
    let training = try labels.label(given.training + dynamics.training)
    let validation = try labels.label(given.validation + dynamics.validation)
    let test = try labels.label(given.test + dynamics.test)
    var options = family.trainingOptions(for: training)
    options.threads = threads
    options.seed = seed
    options.timeBudget = seconds
    options.epochs = 10_000
    let trainer = try Trainer(
      student(family, on: training), training: training, validation: validation, options: options)
    var progress = ProgressBar("Distilling")
    try trainer.run(isCancelled: { Interrupt.isRequested }) { record in
      let row = EpochRow(record)
      progress.update(row.fraction, row.words)
      return true
    }
    progress.finish()
    guard !Interrupt.isRequested else { throw Interrupted(description: "stopped; nothing was saved") }
    let student = try trainer.best.finished(atomEnergies: nil, on: training)
    return Outcome(
      student: student, loss: try DatasetEvaluation.run(student, on: test, threads: threads),
      held: given.test, frames: training.count + validation.count + test.count)
  }

  /// A random tenth to judge by, a tenth to choose the best epoch by, and the rest to learn from.
  private struct Split {
    let training: [LabeledConfiguration]
    let validation: [LabeledConfiguration]
    let test: [LabeledConfiguration]

    init(_ frames: [LabeledConfiguration], using generator: inout RandomGenerator) {
      let shuffled = frames.shuffled(using: &generator)
      let held = frames.count / 10
      test = Array(shuffled.prefix(held))
      validation = Array(shuffled.dropFirst(held).prefix(held))
      training = Array(shuffled.dropFirst(2 * held))
    }
  }

  private func student(
    _ family: PotentialFamily, on structures: [LabeledConfiguration]
  ) throws -> FittedPotential {
    switch family {
    case .density: teacher
    case .nep:
      .nep(
        try NEPPotential(
          startingOn: structures, settings: NEPSettings(for: structures), elements: teacher.elements,
          referenceEnergies: teacher.referenceEnergies, seed: seed))
    case .acsf:
      .acsf(
        try ACSFPotential(
          startingOn: structures, settings: ACSFSettings(for: structures), elements: teacher.elements,
          referenceEnergies: teacher.referenceEnergies, seed: seed))
    }
  }

  /// Frames of Langevin dynamics from some of the structures, up to where a run diverges.
  private func frames(from configurations: [Configuration]) throws -> [Configuration] {
    let step = max(1, configurations.count / Distillation.runs)
    let starts = stride(from: 0, to: configurations.count, by: step).map { configurations[$0] }
    let options = DynamicsOptions(
      ensemble: .langevin(temperature: Distillation.temperature, relaxationTime: 100),
      timeStep: Distillation.timeStep, initialTemperature: Distillation.temperature, seed: seed,
      evaluation: EvaluationOptions(threads: threads, skin: 0.5))
    var frames: [Configuration] = []
    var progress = ProgressBar("Sampling")
    for (index, start) in starts.enumerated() {
      var run = try Simulation([start], potential: teacher, options: options)
      do {
        for _ in 0..<Distillation.framesPerRun {
          try run.advance(by: Distillation.stepsPerFrame)
          frames.append(run.state.configuration(of: 0))
        }
      } catch is DynamicsError {
        // Frames until then are as good as any; the next run starts elsewhere.
      }
      progress.update(Double(index + 1) / Double(starts.count), "\(frames.count) frames")
    }
    progress.finish()
    return frames
  }
}
