import ArgumentParser
import Sobolev

/// Looks for mistakes in a data file.
struct DataCheckCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Looks for mistakes: units, signs, broken labels, outliers, duplicates, leaks.",
    discussion: """
      Example:
        sobolev data check train.h5
        sobolev data check train.h5 --against test.h5 --cutoff 5
        sobolev data check train.h5 --fix clean.h5

      The exit code is 0 for data that can be used, with warnings or without, and 2 for data that should not be \
      used as they are. Reads the file in bounded memory. `--fix` leaves out what should not be in a fit and lists \
      it; units, signs and leaks into another file need a decision.
      """)

  @Argument(help: ArgumentHelp("A data file.", valueName: "file"))
  var file: String

  @Option(help: ArgumentHelp("Data that must have no structure in common, such as a test set.", valueName: "file"))
  var against: String?

  @Option(help: ArgumentHelp("The cutoff of the potential to be fitted, in Å.", valueName: "length"))
  var cutoff: Double?

  @Option(help: ArgumentHelp("Where to write a copy without the structures at fault.", valueName: "file"))
  var fix: String?

  @Flag(help: "Count warnings as faults: exit with 2 for any.")
  var strict = false

  @OptionGroup var reading: DataOptions

  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let cutoff, !(cutoff > 0 && cutoff <= 100) {
      throw ValidationError("'--cutoff' is \(cutoff), but must be above 0 and at most 100 Å.")
    }
  }

  func run() throws {
    let console = output.console
    let data = try reading.open(file)
    var progress = ProgressBar("Checking")
    let outcome = try DatasetCheck.run(
      on: data, against: against.map { try reading.open($0) }, cutoff: cutoff
    ) { progress.update($0) }
    progress.finish()
    let removal = try fix.map { try DataRemoval(of: outcome, from: data, to: $0) }
    let report = CheckReport(path: file, notes: data.notes, outcome, removal)
    report.lines.forEach { console.say($0) }
    try console.result(report)
    let bound: DatasetFinding.Severity = strict ? .warning : .error
    if let severity = outcome.severity, severity >= bound, removal == nil { throw ExitCode(2) }
  }
}
