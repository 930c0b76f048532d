import ArgumentParser
import Sobolev

/// Tells what a file holds.
struct InfoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "info",
    abstract: "Tells in plain words what a potential or data file holds.",
    discussion: """
      Example:
        sobolev info run/potential.h5
        sobolev info train.h5 --json
      """)

  @Argument(help: ArgumentHelp("A potential or data file.", valueName: "file"))
  var file: String

  @OptionGroup var reading: DataOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    if NEPFile.isPotential(file) || N2P2Set.isSet(file) {
      let report = ForeignPotentialReport(try PotentialSource.read(file).potential, path: file)
      report.lines.forEach { console.say($0) }
      try console.result(report)
    } else if try PotentialFile.isPotential(file) {
      let report = PotentialReport(try PotentialFile.read(file), path: file)
      report.lines.forEach { console.say($0) }
      try console.result(report)
    } else {
      let report = try DatasetReport(reading.open(file))
      report.lines.forEach { console.say($0) }
      try console.result(report)
    }
  }
}
