internal import ArgumentParser
internal import Foundation
internal import Sobolev

/// Fits ethanol with and without Hessians and tells what they are worth.
@main
struct CurvatureStudy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools/studies/curvature/run",
    abstract: "Compares fits to energies, forces and Hessians.",
    discussion: "Example: tools/studies/curvature/run --seeds 5 --fractions 5 20 50 100 -o results")

  @Option(help: "The folder of the shipped data sets.")
  var data = "datasets"

  @Option(help: "The number of seeds, each with its own choice of frames.")
  var seeds = 5

  @Option(parsing: .upToNextOption, help: "The shares of the training frames in percent.")
  var fractions = [5, 20, 50, 100]

  @Option(parsing: .upToNextOption, help: "What the fits learn from.")
  var supervisions = Supervision.allCases

  @Option(help: "Whole Hessians are learned from at most this many frames; they take ten times as long.")
  var fullFrames = 120

  @Option(help: "The number of passes over the training frames.")
  var epochs = 60

  @Option(name: .shortAndLong, help: "The folder for results.csv, results.md and the plots.")
  var output = "curvature-study"

  func run() throws {
    let study = try StudyData(folder: data)
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    var trials: [Trial] = []
    for seed in 1...max(seeds, 1) {
      for fraction in fractions {
        let training = study.training(percent: fraction, seed: UInt64(seed))
        for supervision in supervisions
        where supervision != .wholeHessians || training.count <= fullFrames {
          let trial = try Trial(
            supervision, percent: fraction, seed: UInt64(seed), training: training, epochs: epochs,
            study: study)
          print(trial.line)
          trials.append(trial)
          // Written anew after each fit, so that an interrupted study leaves what it has found.
          try write(trials)
        }
      }
    }
  }

  private func write(_ trials: [Trial]) throws {
    let summary = Summary(trials)
    var files = [
      "results.csv": ([Trial.header] + trials.map(\.line)).joined(separator: "\n") + "\n",
      "results.md": summary.markdown,
    ]
    for quantity in Quantity.allCases {
      files["\(quantity.rawValue)-error.svg"] = LearningCurves(summary, quantity, of: "displaced").svg
    }
    for (name, text) in files {
      try Data(text.utf8).write(to: URL(fileURLWithPath: "\(output)/\(name)"), options: .atomic)
    }
  }
}

extension Supervision: ExpressibleByArgument {}
