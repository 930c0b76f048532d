public import ArgumentParser
public import Sobolev

/// Fits a potential.
struct FitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "fit",
    abstract: "Fits a potential to energies, forces and virials.",
    discussion: """
      Example:
        sobolev fit train.h5 --validation val.h5 --test test.h5 --time 60s -o run

      Cutoff, size, weights and schedule are chosen from the data; a configuration file sets any of them. \
      The folder then holds potential.h5, log.csv, config.yaml (every setting, explained) and metrics.json. \
      Ctrl-C stops with a checkpoint; the same data files, -o and --resume go on from there.
      """)

  @Argument(help: ArgumentHelp("The training data (HDF5).", valueName: "train"))
  var training: String

  @Option(
    help: ArgumentHelp(
      "Data to choose the best epoch by. (default: a share of the training data)", valueName: "file"))
  var validation: String?

  @Option(help: ArgumentHelp("Data to report final errors on.", valueName: "file"))
  var test: String?

  @Option(
    help: ArgumentHelp(
      "The family of the potential: density, nep, which other programs run as nep.txt, or acsf, which CP2K and LAMMPS "
        + "run. (default: density)",
      valueName: "family"))
  var family: PotentialFamily?

  @Option(
    help: ArgumentHelp(
      "A potential (potential.h5, nep.txt or a folder of n2p2 files) to go on from; its family and sizes stay.", valueName: "potential"))
  var start: String?

  @Option(help: ArgumentHelp("A configuration file (YAML).", valueName: "file"))
  var config: String?

  @Option(
    help: ArgumentHelp(
      "A wall-clock budget such as 60s, 2m or 1h, that the schedule is laid out for.",
      valueName: "time"))
  var time: WallClockTime?

  @Option(help: ArgumentHelp("The number of passes over the training data.", valueName: "n"))
  var epochs: Int?

  @OptionGroup var threads: ThreadOptions

  @Option(help: ArgumentHelp("The seed of every random number of the fit.", valueName: "n"))
  var seed: UInt64?

  @Option(
    help: ArgumentHelp(
      "How much memory the training structures may take, such as 2GB; more than that are read anew in every "
        + "epoch. (default: half of the machine's)", valueName: "size"))
  var memory: ByteCount?

  @Flag(help: "Go on with an interrupted fit from the checkpoint in its folder.")
  var resume = false

  @Flag(help: "Replace the results of an earlier fit in the folder.")
  var overwrite = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The folder for the results.", valueName: "run"))
  var output: String

  @OptionGroup var reading: DataOptions

  @OptionGroup var report: OutputOptions

  func validate() throws {
    if time != nil, epochs != nil {
      throw ValidationError("'--time' and '--epochs' exclude each other; give one of them.")
    }
    if let epochs, !(1...1_000_000).contains(epochs) {
      throw ValidationError("'--epochs' is \(epochs), but must be from 1 to 1000000.")
    }
    if start != nil, family != nil {
      throw ValidationError("'--start' and '--family' exclude each other; the family is that of the potential.")
    }
    if resume, overwrite {
      throw ValidationError("'--resume' and '--overwrite' exclude each other; give one of them.")
    }
    let settings =
      config != nil || time != nil || epochs != nil || seed != nil || start != nil || family != nil
    if resume, settings || threads.threads != nil {
      throw ValidationError(
        "'--resume' goes on with the settings of the interrupted fit; leave out '--config', '--time', "
          + "'--epochs', '--threads', '--seed', '--family' and '--start'.")
    }
  }

  func run() throws {
    let folder = try RunFolder(
      output, ifExists: resume ? .resume : overwrite ? .overwrite : .refuse)
    let given = try config.map { try ConfigurationFile(path: $0) } ?? ConfigurationFile()
    let data = try FitInput(
      training: FitData(
        path: training, role: .training, options: reading.options,
        memory: memory?.bytes ?? ByteCount.halfOfMachine),
      validation: validation.map { try FitData(path: $0, role: .validation, options: reading.options) },
      test: test.map { try FitData(path: $0, role: .test, options: reading.options) })
    let console = report.console
    data.lines.forEach { console.say($0) }
    let run = FitRun(folder: folder, data: data, console: console)
    try console.result(resume ? run.resume() : run.start(settings(given, for: data)))
  }

  /// What the library chooses from the data, with the file's values over it, and the options over those.
  private func settings(_ file: ConfigurationFile, for data: FitInput) throws -> FitSettings {
    let family = try start.map { try PotentialSource.read($0).potential.family } ?? family ?? .density
    var settings = FitSettings(for: data, family: family)
    settings.start = start
    file.apply(to: &settings)
    if let count = threads.threads { settings.training.threads = count }
    if let seed { settings.training.seed = seed }
    if let epochs {
      settings.training.epochs = epochs
      settings.training.timeBudget = nil
    }
    if let time { settings.training.timeBudget = time.seconds }
    return settings
  }
}

extension PotentialFamily: ExpressibleByArgument {}
