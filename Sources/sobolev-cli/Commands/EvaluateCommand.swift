import ArgumentParser
import Sobolev

/// Compares a potential with reference data.
struct EvaluateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "evaluate",
    abstract: "Compares a potential with reference data.",
    discussion: """
      Example:
        sobolev evaluate run/potential.h5 test.h5 --worst 5

      Reports the mean absolute (MAE) and root-mean-square (RMSE) errors of energy, forces, virial and \
      Hessian, each where the data have it. Structures with a Hessian also give the error of their frequencies, and \
      errors resolved by frequency along their normal modes. The file is read in parts and need not fit in memory.
      """)

  @Argument(help: ArgumentHelp("The potential: potential.h5, nep.txt or a folder of n2p2 files.", valueName: "potential"))
  var potential: String

  @Argument(help: ArgumentHelp("The data file.", valueName: "data"))
  var data: String

  @Option(help: ArgumentHelp("How many of the worst structures to name.", valueName: "n"))
  var worst = 10

  @Option(
    help: ArgumentHelp(
      "The width in cm⁻¹ of the intervals by which errors are resolved.", valueName: "cm⁻¹"))
  var spectrumWidth = 250.0

  @OptionGroup var reading: DataOptions
  @OptionGroup var threads: ThreadOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    guard (0...100_000).contains(worst) else {
      throw ValidationError("'--worst' is \(worst), but must be from 0 to 100000.")
    }
    guard (1...100_000).contains(spectrumWidth) else {
      throw ValidationError("'--spectrum-width' is \(spectrumWidth), but must be from 1 to 100000 cm⁻¹.")
    }
  }

  func run() throws {
    let console = output.console
    let file = try PotentialSource.read(potential)
    let metrics = try DatasetEvaluation.run(
      file.potential, on: reading.open(data), worst: worst,
      spectrumWidth: spectrumWidth, threads: threads.count, title: "Evaluating")
    let report = ErrorReport(metrics)
    console.say("\(potential) against \(data)")
    report.lines.forEach { console.say($0) }
    report.worstLines.forEach { console.say($0) }
    try console.result(report)
  }
}
