import Foundation
import Synchronization

/// Ctrl-C: the first asks for a clean stop, the second ends the process at once.
enum Interrupt {
  private static let requested = Atomic<Bool>(false)

  private static let notice: StaticString = "\nStopping as soon as possible; again to quit at once.\n"

  /// Whether Ctrl-C was pressed since `watch`.
  static var isRequested: Bool { requested.load(ordering: .relaxed) }

  /// Starts watching for Ctrl-C and the termination signal of a queue system.
  static func watch() {
    // Touched here, because a global must not be set up for the first time inside a signal handler.
    requested.store(false, ordering: .relaxed)
    _ = notice
    // A parent that starts the tool from a worker thread may hand its blocked signals down.
    var signals = sigset_t()
    sigemptyset(&signals)
    for number in [SIGINT, SIGTERM] { sigaddset(&signals, number) }
    pthread_sigmask(SIG_UNBLOCK, &signals, nil)
    for number in [SIGINT, SIGTERM] {
      signal(number) { number in
        Interrupt.requested.store(true, ordering: .relaxed)
        write(STDERR_FILENO, Interrupt.notice.utf8Start, Interrupt.notice.utf8CodeUnitCount)
        signal(number, SIG_DFL)
      }
    }
  }
}

/// The work was stopped by Ctrl-C.
struct Interrupted: Error, CustomStringConvertible {
  /// What is left and how to go on.
  let description: String
}
