import ArgumentParser
import Sobolev

/// Tells what data files hold.
struct DataInspectCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "inspect",
    abstract: "Counts labels, elements and groups, and shows ranges, units and how they are known.",
    discussion: """
      Example:
        sobolev data inspect train.h5
        sobolev data inspect *.h5 --json

      Reads every file from end to end in bounded memory. Histograms are those of a random sample where there are \
      more than \(Distribution.sampleSize) values.
      """)

  @Argument(help: ArgumentHelp("Data files.", valueName: "file"))
  var files: [String]

  @OptionGroup var reading: DataOptions

  @OptionGroup var output: OutputOptions

  func run() throws {
    let console = output.console
    var reports: [InspectionReport] = []
    for path in files {
      let file = try reading.open(path)
      var progress = ProgressBar("Reading")
      let survey = try DatasetSurvey(file) { progress.update($0) }
      progress.finish()
      let report = InspectionReport(
        file, level: reading.level, survey, UnitVerdict(try file.unitEvidence()))
      if !reports.isEmpty { console.say() }
      report.lines.forEach { console.say($0) }
      reports.append(report)
    }
    try console.result(["files": reports])
  }
}
