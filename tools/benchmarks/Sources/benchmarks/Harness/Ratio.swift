/// One line of the report: how two subjects of a contest compare.
struct Ratio: Codable {
  var name: String
  var value: Spread

  /// What the value ought to be, in words.
  var target: String?

  /// The time per atom of `numerator` over that of `denominator`, round by round.
  ///
  /// Processor time where both run on one thread, which other processes hardly change; wall-clock time
  /// otherwise. For the gain from a second thread the numerator is the run with one.
  init(_ name: String, _ numerator: Timing, over denominator: Timing, target: String? = nil) {
    self.name = name
    self.target = target
    let atoms = Double(denominator.subject.atoms) / Double(numerator.subject.atoms)
    let isSerial = numerator.subject.threads == 1 && denominator.subject.threads == 1
    let times = isSerial ? \Timing.processorSeconds : \Timing.seconds
    value = Spread(zip(numerator[keyPath: times], denominator[keyPath: times]).map { $0 / $1 * atoms })
  }

  /// The rate of multiply-adds of `timing` over the peak, round by round.
  ///
  /// Returns `nil` where nothing is counted.
  init?(_ name: String, of timing: Timing, toPeak peak: Timing) {
    guard let rates = timing.rates, let peaks = peak.rates else { return nil }
    self.name = name
    value = Spread(zip(rates, peaks).map { $0 / $1 })
  }
}
