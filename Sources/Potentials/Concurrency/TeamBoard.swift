internal import Synchronization

/// What the threads of a team tell each other.
///
/// The caller writes the work and then raises `generation`; each helper works on its share and then lowers `unfinished`. Who waits
/// watches the number for a while, then says so in `isAsleep` and sleeps until it is woken.
final class TeamBoard: Sendable {
  /// How often a number is looked at before sleep; with a pause of 20 to 50 ns each, some 0.3 ms. It has to be longer
  /// than waking takes, or else each wait makes the next one long.
  private static let patience = 10_000

  private let helperCount: Int
  private let generation = Atomic(0)
  private let unfinished = Atomic(0)
  /// Written by the caller only while no helper works.
  nonisolated(unsafe) private var work: (@Sendable (Int) -> Void)?
  private let helpers: [Sleeper]
  private let caller = Sleeper()

  init(helpers: Int) {
    helperCount = helpers
    self.helpers = (0..<helpers).map { _ in Sleeper() }
  }

  /// Gives all helpers their next work; `nil` sends them home.
  func post(_ work: (@Sendable (Int) -> Void)?) {
    self.work = work
    unfinished.store(helperCount, ordering: .relaxed)
    generation.add(1, ordering: .sequentiallyConsistent)
    for helper in helpers { helper.wake() }
  }

  /// Returns when all helpers have done their work.
  func waitForHelpers() {
    caller.wait(patience: Self.patience) { unfinished.load(ordering: .sequentiallyConsistent) == 0 }
    work = nil
  }

  /// What a helper does until it is sent home.
  func serve(_ index: Int) {
    var done = 0
    while true {
      helpers[index].wait(patience: Self.patience) { generation.load(ordering: .sequentiallyConsistent) != done }
      done += 1
      guard doWork(index) else { return }
      if unfinished.subtract(1, ordering: .sequentiallyConsistent).newValue == 0 { caller.wake() }
    }
  }

  /// Does a helper's share; `false` where there is no more work. Not inlined, so that no reference to the work is
  /// left when the caller is told.
  @inline(never)
  private func doWork(_ index: Int) -> Bool {
    guard let work else { return false }
    work(index)
    return true
  }
}
