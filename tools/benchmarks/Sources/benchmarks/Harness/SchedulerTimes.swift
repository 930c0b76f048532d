internal import Foundation

/// What the threads of this process have got from the scheduler so far.
///
/// Linux tells for every thread how long it has run and how long it has waited in a run queue while another
/// one had the processor. A thread that sleeps counts as neither, so serial parts of a run with several
/// threads do not look like a disturbance. The time that a hypervisor takes away is not seen here.
struct SchedulerTimes {
  /// Seconds on a processor, all threads together.
  var running = 0.0

  /// Seconds in a run queue, all threads together.
  var waiting = 0.0

  /// The times until now; without waiting where the system does not tell.
  static func now() -> SchedulerTimes {
    var time = timespec()
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
    var times = SchedulerTimes()
    times.running = Double(time.tv_sec) + 1e-9 * Double(time.tv_nsec)
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/task")) ?? []
    for thread in threads {
      let path = "/proc/self/task/\(thread)/schedstat"
      guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { continue }
      let fields = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
      if fields.count == 3 { times.waiting += fields[1] * 1e-9 }
    }
    return times
  }

  /// The times since an earlier moment.
  static func - (now: SchedulerTimes, earlier: SchedulerTimes) -> SchedulerTimes {
    SchedulerTimes(
      running: max(0, now.running - earlier.running), waiting: max(0, now.waiting - earlier.waiting))
  }

  /// The part of the wanted processor time that was got, from 0 to 1.
  var share: Double { running + waiting > 0 ? running / (running + waiting) : 1 }
}
