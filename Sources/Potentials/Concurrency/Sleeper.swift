internal import CLanes
internal import Dispatch
internal import Foundation
internal import Synchronization

/// A thread that waits for a condition that another one brings about, awake at first and then asleep.
final class Sleeper: Sendable {
  private let isAsleep = Atomic(false)
  private let alarm = DispatchSemaphore(value: 0)

  /// Returns once the condition holds.
  func wait(patience: Int, until condition: () -> Bool) {
    for attempt in 1...patience {
      if condition() { return }
      // Where processors are busy, whoever is waited for may wait for this one.
      if attempt % 100 == 0 { sched_yield() } else { clanes_pause() }
    }
    while true {
      isAsleep.store(true, ordering: .sequentiallyConsistent)
      // Whoever made the condition true after this look finds `isAsleep` set and signals.
      if condition() {
        // A signal that is on its way must not wake the next sleep.
        if !isAsleep.exchange(false, ordering: .sequentiallyConsistent) { alarm.wait() }
        return
      }
      alarm.wait()
    }
  }

  /// Wakes the thread when it sleeps; called after the condition has been made true.
  func wake() {
    if isAsleep.exchange(false, ordering: .sequentiallyConsistent) { alarm.signal() }
  }
}
