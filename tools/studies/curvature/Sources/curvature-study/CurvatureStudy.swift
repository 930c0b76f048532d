internal import ArgumentParser
internal import Foundation
internal import Sobolev

/// Fits small molecules with and without Hessians and tells what they are worth.
@main
struct CurvatureStudy: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tools/studies/curvature/run",
    abstract: "Compares fits to energies, forces and Hessians.",
    discussion: """
      Every fit adds its errors to results.csv, and those that stand there are not done again, so a study that was \
      interrupted goes on where it was. Tables and plots are written anew at the end.

      Example: tools/studies/curvature/run --systems ethanol --seeds 5 -o results
      """)

  @Option(help: "The folder of the shipped data sets.")
  var data = "datasets"

  @Option(parsing: .upToNextOption, help: "What is fitted.")
  var systems = StudySystem.allCases

  @Option(parsing: .upToNextOption, help: "The shares of the training frames in percent.")
  var percents = [5, 20, 50, 100]

  @Option(help: "The number of seeds, each with its own choice of frames.")
  var seeds = 5

  @Option(help: "What the fits of a comparison have alike: processor time or the number of steps.")
  var budget = Budget.Kind.time

  @Option(help: "The processor time of a fit in seconds where times are alike.")
  var seconds = 6.0

  @Option(help: "The number of steps of a fit where these are alike.")
  var steps = 4000

  @Option(parsing: .upToNextOption, help: "The names of the treatments; by default all of the part.")
  var treatments: [String] = []

  @Flag(help: "Compare regularizations of fits to energies and forces instead, with exact and with noisy labels.")
  var regularisation = false

  @Option(name: .shortAndLong, help: "The folder for results.csv, the tables and the plots.")
  var output = "curvature-study"

  func run() throws {
    try FileManager.default.createDirectory(atPath: output, withIntermediateDirectories: true)
    var results = try Results(path: "\(output)/results.csv")
    let part = regularisation ? Treatment.regularizations : Treatment.supervisions
    let chosen = part.filter { treatments.isEmpty || treatments.contains($0.name) }
    guard !chosen.isEmpty else {
      throw ValidationError("no such treatment; there are \(part.map(\.name).joined(separator: ", "))")
    }
    for system in systems {
      for seed in 1...UInt64(max(seeds, 1)) {
        let study = try StudyData(system, folder: data, seed: seed)
        for percent in percents {
          for noise in regularisation ? LabelNoise.levels : [.none] {
            for treatment in chosen {
              try run(treatment, study, percent, noise, &results)
            }
          }
        }
      }
    }
    try Report(results).write(to: output)
  }

  private func run(
    _ treatment: Treatment, _ study: StudyData, _ percent: Int, _ noise: LabelNoise, _ results: inout Results
  ) throws {
    let key = TrialKey(
      system: study.system, treatment: treatment.name, budget: budget, percent: percent, noise: noise,
      seed: study.seed)
    guard !results.contains(key) else { return }
    let allowance = Budget(budget, seconds: study.system.effort * seconds, steps: steps)
    let trial = try Trial(key, treatment, allowance, study)
    try results.append(trial)
    print(trial.description)
  }
}

extension StudySystem: ExpressibleByArgument {}
extension Budget.Kind: ExpressibleByArgument {}
