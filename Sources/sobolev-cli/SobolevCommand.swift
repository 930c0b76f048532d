package import ArgumentParser

/// The root command.
package struct SobolevCommand: ParsableCommand {
  package static let configuration = CommandConfiguration(
    commandName: "sobolev",
    abstract: "Fits machine-learned interatomic potentials, tests them by molecular dynamics and saves them.",
    discussion: """
      Example:
        sobolev fit train.h5 --time 60s -o run
        sobolev evaluate run/potential.h5 test.h5
        sobolev md run/potential.h5 test.h5 --duration 10ps -o trajectory.xyz

      Units: eV, Å, eV/Å, fs, K.
      """,
    version: ToolVersion.current,
    subcommands: [
      FitCommand.self, EvaluateCommand.self, MolecularDynamicsCommand.self, VibrationsCommand.self,
      PhononsCommand.self, AttributeCommand.self, DataCommand.self, ExportCommand.self, InfoCommand.self,
    ])

  package static var _errorLabel: String { "error" }

  package init() {}
}
