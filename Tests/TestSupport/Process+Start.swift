package import Foundation
import Synchronization

extension Process {
  private static let starting = Mutex(())

  /// Runs the process, no other one being started meanwhile.
  ///
  /// Foundation learns of the end of a child by a socket that closes with it. A child that another thread starts
  /// between the making of that socket and its start inherits it, and keeps the first one from ever ending.
  package func start() throws {
    try Process.starting.withLock { _ in try run() }
  }
}
