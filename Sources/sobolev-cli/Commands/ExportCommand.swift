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
      potential of another family needs --distill, which trains a new one on its energies, forces and Hessian-vector \
      products and tells what is lost: against the first one, and of both against reference labels.
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

  @Flag(help: "Train a potential of the format's family on this one's energies, forces and Hessians.")
  var distill = false

  @Option(
    help: ArgumentHelp(
      "Labeled data to judge both potentials by after distillation. (default: the test data that the potential names, or "
        + "else a tenth of the structures, held back)",
      valueName: "file"))
  var test: String?

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

  func validate() throws {
    guard test == nil || distill else {
      throw ValidationError("'--test' judges what distillation loses, and '--distill' is not given.")
    }
  }

  func run() throws {
    let console = report.console
    let folder = try ExportFolder(output, replacesExisting: overwrite)
    try format.require(dialect: dialect)
    let source = try PotentialSource.read(potential)
    guard distill || source.potential.family == format.family else {
      throw format.needsDistillation(source.potential)
    }
    let frames = try comparisonFrames(source)
    try DataCheck.requireElements(of: frames, in: source.potential.elements)
    let labeled = distill ? try labeledFrames(source) : nil
    let distilled = distill ? try train(source.potential, frames, console) : nil
    let export = try format.export(distilled?.student ?? source.potential, dialect: dialect)
    let loss = try distilled.map { outcome in
      ExportReport.Loss(
        outcome,
        labels: try LabelComparison(
          teacher: source.potential, student: outcome.student, on: labeled?.frames ?? outcome.held,
          data: labeled?.path ?? "the structures held back", threads: threads.count))
    }
    let step = max(1, frames.count / ExportComparison.limit)
    let sample = stride(from: 0, to: frames.count, by: step).map { frames[$0].configuration }
    var comparison: ExportComparison?
    try folder.fill { path in
      comparison = try export.write(to: path, comparingOn: sample, threads: threads.count)
      if let loss { try TextFile.append(loss.section, to: path + "/README.md") }
    }
    guard let comparison else { return }
    let result = ExportReport(folder: output, export, comparison, loss)
    result.lines.forEach { console.say($0) }
    try console.result(result)
  }

  /// The labeled structures that the user names, or those that the potential was tested on, where they are still there.
  private func labeledFrames(_ source: PotentialSource) throws -> (path: String, frames: [LabeledConfiguration])? {
    let recorded = recordedPath(.test, of: source)
    guard let path = test ?? recorded, test != nil || (path != structures && FileManager.default.fileExists(atPath: path))
    else { return nil }
    let frames = try DatasetFile(path: path).readAll()
    try DataCheck.requireElements(of: frames, in: source.potential.elements)
    return (path, frames)
  }

  private func recordedPath(_ role: Provenance.DataFile.Role, of source: PotentialSource) -> String? {
    source.file?.provenance.dataFiles.first { $0.role == role }?.path
  }

  /// The structures that the user names, or those that the potential was fitted to.
  private func comparisonFrames(_ source: PotentialSource) throws -> [LabeledConfiguration] {
    let recorded = recordedPath(.training, of: source)
    guard let path = structures ?? recorded, structures != nil || FileManager.default.fileExists(atPath: path)
    else { throw ExportError.noStructures(potential: potential) }
    return try DatasetFile(path: path).readAll()
  }

  private func train(
    _ teacher: FittedPotential, _ frames: [LabeledConfiguration], _ console: Console
  ) throws -> Distillation.Outcome {
    console.say("Distilling \(format.family.withArticle) within \(spoken(seconds: time.seconds))")
    Interrupt.watch()
    return try Distillation(teacher: teacher, threads: threads.count, seed: seed, seconds: time.seconds)
      .train(format.family, on: frames)
  }
}
