import ArgumentParser
import Foundation
import Sobolev

/// Writes a potential for other programs.
struct ExportCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "export",
    abstract: "Writes a potential in a form that other programs run.",
    discussion: """
      Example:
        sobolev export run/potential.h5 --format nep -o exported
        sobolev export run/potential.h5 --format n2p2 --dialect cp2k -o exported

      The folder then holds the potential (nep.txt, or input.nn with its scaling and weights) and a README with the input of \
      each program that runs it. The files are read back and compared on structures before they get their names. A \
      potential of another family needs --distill, which trains a new one on its energies and forces and tells what \
      is lost.
      """)

  @Argument(help: ArgumentHelp(
      "The potential: potential.h5, nep.txt or a folder of n2p2 files.", valueName: "potential"))
  var potential: String

  @Option(help: ArgumentHelp("The format: nep or n2p2.", valueName: "format"))
  var format: ExportFormat

  @Option(
    help: ArgumentHelp(
      "For which programs: portable, gpumd or nep-cpu of nep, n2p2 or cp2k of n2p2. (default: portable, n2p2)",
      valueName: "dialect"))
  var dialect: String?

  @Option(
    help: ArgumentHelp(
      "Structures to compare and distill on. (default: the training data that the potential names)",
      valueName: "file"))
  var structures: String?

  @Flag(help: "Train a potential of the format's family on this one's energies and forces.")
  var distill = false

  @Option(help: ArgumentHelp("The wall-clock budget of the distillation.", valueName: "time"))
  var time = WallClockTime(seconds: 60)

  @Option(help: ArgumentHelp("The seed of every random number of the distillation.", valueName: "n"))
  var seed: UInt64 = 1

  @Flag(help: "Replace an earlier export in the folder.")
  var overwrite = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder for the files.", valueName: "folder"))
  var output: String

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var report: OutputOptions

  func run() throws {
    let console = report.console
    let folder = try ExportFolder(output, replacesExisting: overwrite)
    try format.require(dialect: dialect)
    let source = try PotentialSource.read(potential)
    guard distill || source.potential.family == format.family else {
      throw ExportError.needsDistillation(family: source.potential.family, format: format)
    }
    let frames = try comparisonFrames(source)
    try DataCheck.requireElements(of: frames, in: source.potential.elements)
    let distilled = distill ? try train(source.potential, frames, console) : nil
    let export = try format.export(distilled?.student ?? source.potential, dialect: dialect)
    let step = max(1, frames.count / ExportComparison.limit)
    let sample = stride(from: 0, to: frames.count, by: step).map { frames[$0].configuration }
    var comparison: ExportComparison?
    try folder.fill { path in
      comparison = try export.write(to: path, comparingOn: sample, threads: threads.count)
    }
    guard let comparison else { return }
    let result = ExportReport(folder: output, export, comparison, distilled)
    result.lines.forEach { console.say($0) }
    try console.result(result)
  }

  /// The structures that the user names, or those that the potential was fitted to.
  private func comparisonFrames(_ source: PotentialSource) throws -> [LabeledConfiguration] {
    let recorded = source.file?.provenance.dataFiles.first { $0.role == .training }?.path
    guard let path = structures ?? recorded, structures != nil || FileManager.default.fileExists(atPath: path)
    else { throw ExportError.noStructures(potential: potential) }
    return try DatasetFile(path: path).readAll()
  }

  private func train(
    _ teacher: FittedPotential, _ frames: [LabeledConfiguration], _ console: Console
  ) throws -> Distillation.Outcome {
    console.say("Distilling a \(format.family.rawValue) potential within \(spoken(seconds: time.seconds))")
    Interrupt.watch()
    return try Distillation(teacher: teacher, threads: threads.count, seed: seed, seconds: time.seconds)
      .train(format.family, on: frames.map(\.configuration))
  }
}
