import ArgumentParser
import Sobolev

/// How a command brings its structure to a minimum.
struct RelaxationArguments: ParsableArguments {
  @Flag(help: "Take the structure as it is instead of going to the nearest minimum first.")
  var noRelax = false

  @Option(
    help: ArgumentHelp("The largest force on an atom that relaxation leaves, in eV/Å.", valueName: "eV/Å"))
  var forceTolerance = 1e-5

  func validate() throws {
    guard (1e-12...1).contains(forceTolerance) else {
      throw ValidationError("'--force-tolerance' is \(forceTolerance), but must be from 1e-12 to 1 eV/Å.")
    }
  }

  /// Relaxes a structure, unless the user wants it as it is.
  ///
  /// - Throws: `LandscapeError`, or `Interrupted` after Ctrl-C.
  func relax(
    _ structure: LabeledConfiguration, potential: any Potential, relaxesCell: Bool, threads: Int
  ) throws -> Relaxation? {
    guard !noRelax else { return nil }
    var progress = ProgressBar("Relaxing")
    Interrupt.watch()
    let options = RelaxationOptions(
      forceTolerance: forceTolerance, relaxesCell: relaxesCell,
      evaluation: EvaluationOptions(threads: threads, precision: .double, skin: 0.5))
    do {
      let result = try Relaxation.run(
        structure.configuration, potential: potential, options: options
      ) { evaluations, force in
        progress.update(
          Double(evaluations) / Double(options.evaluationLimit),
          "\(evaluations) evaluations, largest force \(force.brief) eV/Å")
        return !Interrupt.isRequested
      }
      progress.finish()
      return result
    } catch is CancellationError {
      progress.finish()
      throw Interrupted(description: "nothing was written")
    }
  }
}
