public import ArgumentParser
import Foundation
public import Sobolev

/// Runs molecular dynamics.
struct MolecularDynamicsCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "md",
    abstract: "Runs molecular dynamics and says whether it is stable.",
    discussion: """
      Example:
        sobolev md run/potential.h5 test.h5 --ensemble nve --temperature 300 --duration 10ps -o run.xyz
        sobolev md run/potential.h5 'test.h5:/C2H6O[3]' --ensemble nvt --replicas 16 -o run.xyz

      START is the first frame of an extended XYZ or data file, or a frame of a data file by its name. Reports \
      the drift of the conserved energy, the temperature and the smallest distance against the training data. \
      The exit code is 2 when the run is unstable.
      """)

  /// The ensembles by their usual names.
  enum EnsembleName: String, CaseIterable, ExpressibleByArgument {
    case nve, nvt
  }

  @Argument(help: ArgumentHelp("The potential: potential.h5, nep.txt or a folder of n2p2 files.", valueName: "potential"))
  var potential: String

  @Argument(
    help: ArgumentHelp(
      "The structure to start from: FILE.xyz, FILE.h5 or FILE.h5:/GROUP[ROW].", valueName: "start"))
  var start: String

  @Option(
    help: ArgumentHelp(
      "Constant energy (velocity Verlet) or constant temperature (Langevin).", valueName: "ensemble"))
  var ensemble: EnsembleName = .nve

  @Option(help: ArgumentHelp("The temperature of the start, and of the thermostat, in K.", valueName: "K"))
  var temperature = 300.0

  @Option(help: ArgumentHelp("The time step in fs.", valueName: "fs"))
  var timeStep = 0.5

  @Option(help: ArgumentHelp("How long to run, such as 500fs, 10ps or 1ns.", valueName: "time"))
  var duration = SimulatedTime(femtoseconds: 10_000)

  @Option(
    help: ArgumentHelp(
      "The number of copies that run side by side, each with its own velocities.", valueName: "n"))
  var replicas = 1

  @Option(help: ArgumentHelp("The friction of the thermostat in 1/ps.", valueName: "1/ps"))
  var friction = 10.0

  @Option(help: ArgumentHelp("The seed of velocities and thermostat.", valueName: "n"))
  var seed: UInt64 = 1

  @Option(
    help: ArgumentHelp("The floating-point type of the potential.", valueName: "type"))
  var precision = EvaluationOptions.Precision.single

  @Flag(help: "Replace the trajectory if it exists.")
  var overwrite = false

  @Option(name: .shortAndLong, help: ArgumentHelp("The trajectory, extended XYZ.", valueName: "trajectory"))
  var output: String

  @OptionGroup var threads: ThreadOptions
  @OptionGroup var report: OutputOptions

  func validate() throws {
    func require(_ name: String, _ value: Double, _ range: ClosedRange<Double>, _ words: String) throws {
      guard range.contains(value) else {
        throw ValidationError("'\(name)' is \(value), but must be \(words).")
      }
    }
    try require("--temperature", temperature, 0...1e5, "from 0 to 100000 K")
    try require("--time-step", timeStep, 1e-3...100, "from 0.001 to 100 fs")
    try require("--friction", friction, 1e-6...1e6, "from 0.000001 to 1000000 per ps")
    try require("--replicas", Double(replicas), 1...1e5, "from 1 to 100000")
    guard duration.femtoseconds >= timeStep else {
      throw ValidationError("'--duration' is shorter than one time step of \(timeStep) fs.")
    }
  }

  func run() throws {
    let console = report.console
    let file = try PotentialSource.read(potential)
    let structure = try StartStructure.read(start)
    try DataCheck.refuse([structure])
    try DataCheck.requireElements(of: [structure], in: file.potential.elements)
    let test = StabilityTest(
      criteria: StabilityCriteria(trainingDistances: file.trainingRange.distances),
      options: options, duration: duration.femtoseconds, stepsPerSample: stepsPerSample)
    console.say(
      "\(structure.name): \(structure.configuration.formula), "
        + "\(replicas) \(replicas == 1 ? "replica" : "replicas") at \(temperature.brief) K, "
        + "\(ensemble.rawValue.uppercased()), \(timeStep.brief) fs, "
        + duration.defaultValueDescription)

    let begin = ContinuousClock.now
    let outcome = try simulate(test, structure.configuration, file.potential)
    let result = StabilitySummary(
      outcome, options: options, range: file.trainingRange, trajectory: output,
      seconds: (ContinuousClock.now - begin) / .seconds(1))
    result.lines.forEach { console.say($0) }
    try console.result(result)
    if outcome.wasStopped {
      throw Interrupted(description: "\(output): holds the run as far as it went")
    }
    if !outcome.isStable { throw ExitCode(2) }
  }

  private var options: DynamicsOptions {
    DynamicsOptions(
      ensemble: ensemble == .nve
        ? .microcanonical : .langevin(temperature: temperature, relaxationTime: 1000 / friction),
      timeStep: timeStep, initialTemperature: temperature, seed: seed,
      evaluation: EvaluationOptions(threads: threads.count, precision: precision, skin: 0.5))
  }

  /// At most every twenty steps, and at least a thousand samples of a short run.
  private var stepsPerSample: Int {
    Int(min(20, max(1, duration.femtoseconds / timeStep / 1000)))
  }

  private func simulate(
    _ test: StabilityTest, _ structure: Configuration, _ potential: FittedPotential
  ) throws -> StabilityReport {
    let trajectory = try TrajectoryWriter(path: output, overwrites: overwrite)
    var progress = ProgressBar("Running")
    Interrupt.watch()
    do {
      let outcome = try test.run(
        Array(repeating: structure, count: replicas), potential: potential, trajectory: trajectory
      ) { state in
        progress.update(
          state.time / state.duration,
          "\((state.time / 1000).fixed(2)) ps, \(state.temperature.fixed(0)) K")
        return !Interrupt.isRequested
      }
      progress.finish()
      return outcome
    } catch {
      try? FileManager.default.removeItem(atPath: output + ".partial")
      throw error
    }
  }
}

extension EvaluationOptions.Precision: ExpressibleByArgument {}

extension TrainingRange {
  /// The smallest distance of each pair of elements, as stability is judged by.
  fileprivate var distances: [ElementPair: Double] {
    Dictionary(
      uniqueKeysWithValues: smallestDistances.map { (ElementPair($0.first, $0.second), $0.distance) })
  }
}
