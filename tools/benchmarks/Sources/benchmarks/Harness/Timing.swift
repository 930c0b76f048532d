/// The times of one subject, one a round.
struct Timing {
  let subject: Subject

  /// Seconds of wall-clock time of one call in each round.
  private(set) var seconds: [Double] = []

  /// Seconds of processor time of one call in each round, all threads together: hardly changed by other
  /// processes.
  private(set) var processorSeconds: [Double] = []

  /// The part of the wanted processor time that each round got.
  private(set) var shares: [Double] = []

  init(_ subject: Subject) { self.subject = subject }

  mutating func add(seconds: Double, scheduled: SchedulerTimes, calls: Int) {
    self.seconds.append(seconds / Double(calls))
    processorSeconds.append(scheduled.running / Double(calls))
    shares.append(scheduled.share)
  }

  /// Multiply-adds per second of processor time of each round.
  var rates: [Double]? {
    subject.multiplyAdds.map { count in processorSeconds.map { count / $0 } }
  }
}
