import Foundation

/// This program, started once more with another environment and without input and output.
struct ChildProcess {
  /// How a process ended.
  enum End: Equatable {
    case exit(code: Int32)
    case signal(Int32)
  }

  private let identifier: pid_t

  /// Starts it.
  ///
  /// - Parameter variables: What its environment has besides that of this process.
  /// - Returns: `nil` where no process can be started.
  init?(variables: [String: String]) {
    // Foundation's `Process` learns of an end by a socket, which other children that are started at the same time may
    // inherit and keep open; the kernel needs no such help.
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for descriptor in [STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO] {
      posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_RDWR, 0)
    }
    let environment = ProcessInfo.processInfo.environment.merging(variables) { $1 }
    let words = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    let arguments = [strdup(CommandLine.arguments.first ?? ""), nil]
    defer { (words + arguments).forEach { free($0) } }
    var identifier = pid_t()
    guard posix_spawn(&identifier, "/proc/self/exe", &actions, nil, arguments, words) == 0 else { return nil }
    self.identifier = identifier
  }

  /// Waits for its end.
  ///
  /// - Returns: `nil` where somebody else has waited for it.
  func wait() -> End? {
    var status: Int32 = 0
    while waitpid(identifier, &status, 0) < 0 {
      guard errno == EINTR else { return nil }
    }
    let signal = status & 0x7F
    return signal == 0 ? .exit(code: status >> 8 & 0xFF) : .signal(signal)
  }
}
