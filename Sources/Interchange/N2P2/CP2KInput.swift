/// The parts of a CP2K input that run a set of n2p2 files in its folder.
public enum CP2KInput {
  /// The section `GLOBAL`.
  ///
  /// - Parameters:
  ///   - project: The beginning of the names of all files that CP2K writes.
  ///   - task: What to do, as CP2K's `RUN_TYPE` has it: `ENERGY_FORCE`, `MD`, `GEO_OPT`, `VIBRATIONAL_ANALYSIS`.
  public static func global(project: String, task: String) -> String {
    """
    &GLOBAL
      PROJECT \(project)
      RUN_TYPE \(task)
      PRINT_LEVEL LOW
    &END GLOBAL
    """
  }

  /// The section `MOTION` of dynamics at constant energy.
  ///
  /// - Parameters:
  ///   - timeStep: In fs.
  ///   - further: More lines of the section `MD`.
  public static func dynamics(steps: Int, timeStep: Double, further: String = "") -> String {
    """
    &MOTION
      &MD
        ENSEMBLE NVE
        STEPS \(steps)
        TIMESTEP \(timeStep)\(indented(further, by: 4))
      &END MD
    &END MOTION
    """
  }

  /// The section `FORCE_EVAL`, which names the files of the set.
  ///
  /// - Parameters:
  ///   - subsystem: The lines of its section `SUBSYS`: cell and coordinates.
  ///   - printing: The lines of its section `PRINT`, where there is one.
  public static func forceEvaluation(subsystem: String, printing: String = "") -> String {
    """
    &FORCE_EVAL
      METHOD NNP
      &NNP
        NNP_INPUT_FILE_NAME input.nn
        SCALE_FILE_NAME scaling.data
        &MODEL
          WEIGHTS weights
        &END MODEL
      &END NNP\(printing.isEmpty ? "" : "\n  &PRINT" + indented(printing, by: 4) + "\n  &END PRINT")
      &SUBSYS\(indented(subsystem, by: 4))
      &END SUBSYS
    &END FORCE_EVAL
    """
  }

  /// Each line of a text on a new line, moved to the right.
  static func indented(_ text: String, by spaces: Int) -> String {
    text.split(separator: "\n").map { "\n" + String(repeating: " ", count: spaces) + $0 }.joined()
  }
}
