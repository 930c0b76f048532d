import ArgumentParser
import Foundation
import Sobolev

/// Runs the command line and turns every error into one line and an exit code.
@main enum EntryPoint {
  static func main() {
    // In a child process that looks through a data file, this does so and exits.
    HDF5Probe.activate { Console.note("note: \($0)") }
    // A file-size limit or a closed pipe then fails the write, which is reported, and does not kill.
    signal(SIGXFSZ, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try SobolevCommand.parseAsRoot()
      try command.run()
    } catch let error as Interrupted {
      Console.note("stopped: \(error.description)")
      exit(130)
    } catch {
      guard SobolevCommand.exitCode(for: error) == .failure else {
        // Help, version and wrong usage: the parser knows what to say.
        SobolevCommand.exit(withError: error)
      }
      Console.note("error: \(ErrorRenderer.line(for: error))")
      exit(ExitCode.failure.rawValue)
    }
  }
}
