/// Times some subjects in turn, A B C A B C …, so that whatever slows the machine down hits all of them.
///
/// Every round calls each subject often enough to fill a time slice. Ratios are taken within rounds and
/// their median over the rounds is reported: it is far steadier than a ratio of two separate runs.
struct Contest {
  /// How many rounds count; one more is run before them to warm up and to count calls.
  var rounds: Int

  /// How long in seconds each subject runs in each round, at least.
  var slice: Double

  /// Times all subjects, after a call of `before` in each round.
  func run(_ subjects: [Subject], before: () throws -> Void = {}) throws -> [Timing] {
    let calls = try subjects.map { subject in
      try subject.body()
      let start = ContinuousClock.now
      try subject.body()
      let once = (ContinuousClock.now - start).seconds
      return max(1, Int((slice / max(once, 1e-9)).rounded(.up)))
    }
    var timings = subjects.map(Timing.init)
    for _ in 0..<rounds {
      try before()
      for (index, subject) in subjects.enumerated() {
        let scheduled = SchedulerTimes.now()
        let start = ContinuousClock.now
        for _ in 0..<calls[index] { try subject.body() }
        let seconds = (ContinuousClock.now - start).seconds
        timings[index].add(
          seconds: seconds, scheduled: SchedulerTimes.now() - scheduled, calls: calls[index])
      }
    }
    return timings
  }
}

extension Duration {
  /// The duration in seconds.
  var seconds: Double {
    Double(components.seconds) + Double(components.attoseconds) * 1e-18
  }
}
