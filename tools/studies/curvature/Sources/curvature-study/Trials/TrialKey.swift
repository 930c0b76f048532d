/// What tells one fit from all others.
struct TrialKey: Hashable {
  let system: StudySystem
  let treatment: String
  let budget: Budget.Kind
  let percent: Int
  let noise: LabelNoise
  let seed: UInt64

  /// The columns of `fields`.
  static let header = ["system", "treatment", "budget", "percent", "noise", "seed"]

  var fields: [String] {
    [system.rawValue, treatment, budget.rawValue, "\(percent)", noise.rawValue, "\(seed)"]
  }
}

extension TrialKey {
  /// Reads what `fields` wrote.
  init?(fields: [String]) {
    guard fields.count >= Self.header.count, let system = StudySystem(rawValue: fields[0]),
      let budget = Budget.Kind(rawValue: fields[2]), let percent = Int(fields[3]),
      let noise = LabelNoise(rawValue: fields[4]), let seed = UInt64(fields[5])
    else { return nil }
    self.init(
      system: system, treatment: fields[1], budget: budget, percent: percent, noise: noise, seed: seed)
  }
}
