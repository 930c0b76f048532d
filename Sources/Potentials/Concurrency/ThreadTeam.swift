internal import Foundation

/// Threads that stay awake between pieces of work that follow each other closely.
///
/// An evaluation of a few hundred atoms takes some hundred microseconds; waking a sleeping thread takes a good part of that
/// (`DispatchQueue.concurrentPerform` gained 1.2 times from a second thread at 216 atoms). The threads of a team
/// watch for the next piece for a while before they sleep.
///
/// A team works on one piece at a time.
package final class ThreadTeam {
  /// The number of threads, the caller's included.
  package let count: Int
  private let board: TeamBoard

  /// Starts `count` − 1 threads, which end with the team.
  package init(count: Int) {
    precondition(count >= 1, "a team has its caller at least")
    self.count = count
    board = TeamBoard(helpers: count - 1)
    for index in 0..<count - 1 {
      let thread = Thread { [board] in board.serve(index) }
      thread.stackSize = 8 << 20
      thread.start()
    }
  }

  deinit { board.post(nil) }

  /// Calls `body` with each of 0 ..< `count`, on another thread each, and returns when all calls have.
  package func run(_ body: (Int) -> Void) {
    guard count > 1 else { return body(0) }
    withoutActuallyEscaping(body) { body in
      nonisolated(unsafe) let body = body
      board.post { body($0 + 1) }
      body(0)
      board.waitForHelpers()
    }
  }
}
