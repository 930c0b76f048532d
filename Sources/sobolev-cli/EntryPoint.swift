import ArgumentParser
import Foundation

/// Runs the command line and turns every error into one line and an exit code.
@main enum EntryPoint {
  static func main() {
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
