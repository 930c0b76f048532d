import Foundation
import Sobolev

/// One fit from its data to the files that it leaves.
struct FitRun {
  let folder: RunFolder
  let data: FitInput
  let console: Console

  /// Fits anew with given settings.
  ///
  /// Nothing is written before the data have been read and the potential has been set up.
  func start(_ settings: FitSettings) throws -> FitReport {
    try fit(settings, from: nil)
  }

  /// Goes on from the checkpoint in the folder.
  func resume() throws -> FitReport {
    let checkpoint = try Checkpoint.read(FitCheckpoint.self, from: folder.checkpoint)
    try checkpoint.requireSameData(data.records)
    return try fit(checkpoint.settings, from: checkpoint.state)
  }

  private func fit(_ settings: FitSettings, from state: TrainingState?) throws -> FitReport {
    let split = try data.split(settings.training)
    let potential = try settings.startingPotential(on: split.training, of: data)
    let trainer =
      if let stream = split.stream {
        try Trainer(
          potential, streaming: stream, validation: split.validation, options: settings.training,
          resuming: state)
      } else {
        try Trainer(
          potential, training: split.training, validation: split.validation, options: settings.training,
          resuming: state)
      }
    announce(settings, split, trainer)

    try folder.create(keepingResults: state != nil)
    do {
      try TextFile.write(ConfigurationFile.text(of: settings), to: folder.configuration)
      try train(trainer, settings)
    } catch let error as Interrupted {
      throw error
    } catch {
      // Before the first checkpoint there is nothing that anyone could go on with.
      if !FileManager.default.fileExists(atPath: folder.checkpoint) { folder.abandon() }
      throw error
    }
    return try finish(trainer, settings, split)
  }

  // MARK: Training

  /// The seconds between checkpoints.
  private static let checkpointInterval = 20.0

  private func train(_ trainer: Trainer<FittedPotential>, _ settings: FitSettings) throws {
    let log = try FitLog(
      path: folder.log, columns: EpochRow.columns,
      keepingRows: trainer.state.epoch > 0 ? trainer.state.epoch : nil)
    var progress = ProgressBar("Fitting")
    var savedAt = -Double.infinity
    Interrupt.watch()
    func save() throws {
      try Checkpoint.write(
        FitCheckpoint(settings: settings, records: data.records, state: trainer.state),
        to: folder.checkpoint)
    }
    try trainer.run(isCancelled: { Interrupt.isRequested }) { record in
      let row = EpochRow(record)
      try log.append(row.values)
      progress.update(row.fraction, row.words)
      let isLast = record.epoch >= trainer.state.plannedEpochs
      // Also at the end: should the results not fit on the disk, the work is not lost.
      if isLast || record.elapsedSeconds - savedAt > FitRun.checkpointInterval {
        try save()
        savedAt = record.elapsedSeconds
      }
      return true
    }
    progress.finish()
    if Interrupt.isRequested, trainer.state.epoch < trainer.state.plannedEpochs {
      try save()
      throw Interrupted(
        description: "\(folder.path): stopped after epoch \(trainer.state.epoch) of "
          + "\(trainer.state.plannedEpochs); go on with the same data files, -o \(folder.path) and --resume")
    }
  }

  // MARK: Results

  private func finish(
    _ trainer: Trainer<FittedPotential>, _ settings: FitSettings, _ split: FitInput.Split
  ) throws -> FitReport {
    let best = trainer.best
    let potential = try best.finished(atomEnergies: data.atomEnergies(of: best.elements), on: split.training)
    var report = FitReport(folder: folder, state: trainer.state)
    var sets: [(Provenance.DataFile.Role, [LabeledConfiguration])] = [(.training, split.training)]
    if !split.validation.isEmpty { sets.append((.validation, split.validation)) }
    if let test = data.test { sets.append((.test, test.frames)) }
    for (role, frames) in sets {
      report.add(
        try DatasetEvaluation.run(potential, on: frames, threads: settings.training.threads),
        as: role)
    }
    var range = TrainingRange()
    for frame in split.training { try range.include(frame, cutoff: potential.cutoff) }
    try PotentialFile.write(
      PotentialFile(
        potential: potential, trainingRange: range,
        provenance: Provenance(
          tool: "sobolev \(ToolVersion.current)", command: CommandLineText.current,
          date: Date().formatted(.iso8601), seed: settings.training.seed,
          threads: settings.training.threads, processor: HostProcessor.description,
          dataFiles: data.records),
        errors: report.records),
      to: folder.potential, replacesExisting: true)
    try TextFile.write(JSONOutput.text(report) + "\n", to: folder.metrics)
    try? FileManager.default.removeItem(atPath: folder.checkpoint)
    report.lines.forEach { console.say($0) }
    return report
  }

  /// What will be done, before it takes its time.
  private func announce(
    _ settings: FitSettings, _ split: FitInput.Split, _ trainer: Trainer<FittedPotential>
  ) {
    if data.validation == nil, !split.validation.isEmpty {
      console.say(
        "Held back \(split.validation.count.grouped) of \(data.training.record.structures.grouped) training "
          + "structures for validation")
    }
    let options = settings.training
    let length = options.timeBudget.map { spoken(seconds: $0) } ?? "\(options.epochs.grouped) epochs"
    console.say(
      "Model: \(settings.family.rawValue), cutoff \(trainer.best.cutoff.brief) Å, \(settings.networks), "
        + "\(trainer.best.parameters.count.grouped) parameters")
    if let words = options.hessianWords(for: split.training) { console.say(words) }
    console.say(
      "Schedule: \(length), \(options.batchSize) structures a step, "
        + "\(options.threads) \(options.threads == 1 ? "thread" : "threads"), seed \(options.seed)")
    if trainer.state.epoch > 0 {
      console.say("Going on after epoch \(trainer.state.epoch) of \(trainer.state.plannedEpochs)")
    }
  }
}
