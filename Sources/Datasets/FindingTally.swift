/// Collects findings: one for each rule and severity, with the worst frames first.
struct FindingTally {
  private struct Entry {
    var finding: DatasetFinding
    var worst: [(measure: Double, frame: String)]
  }

  private struct Key: Hashable {
    var rule: DatasetFinding.Rule
    var severity: DatasetFinding.Severity
    /// Findings that are about no frame are kept apart by their message.
    var message: String
  }

  private var entries: [Key: Entry] = [:]
  private var order: [Key] = []

  /// Adds one case; the message of the largest measure is kept for all of them.
  mutating func add(
    _ rule: DatasetFinding.Rule, _ severity: DatasetFinding.Severity, frame: String?, measure: Double,
    message: @autoclosure () -> String, advice: String
  ) {
    let key = Key(rule: rule, severity: severity, message: frame == nil ? message() : "")
    guard var entry = entries[key] else {
      order.append(key)
      entries[key] = Entry(
        finding: DatasetFinding(
          rule: rule, severity: severity, message: message(), advice: advice,
          count: frame == nil ? 0 : 1, frames: []),
        worst: frame.map { [(measure, $0)] } ?? [])
      return
    }
    entry.finding.count += 1
    if let frame, entry.worst.count < 10 || measure > entry.worst[entry.worst.count - 1].measure {
      if measure > entry.worst[0].measure { entry.finding.message = message() }
      let position = entry.worst.firstIndex { measure > $0.measure } ?? entry.worst.endIndex
      entry.worst.insert((measure, frame), at: position)
      if entry.worst.count > 10 { entry.worst.removeLast() }
    }
    entries[key] = entry
  }

  /// The findings, the worst severity first, otherwise in the order in which they were met.
  var findings: [DatasetFinding] {
    let all = order.compactMap { key in
      entries[key].map { entry in
        var finding = entry.finding
        finding.frames = entry.worst.map(\.frame)
        return finding
      }
    }
    return DatasetFinding.Severity.allCases.reversed().flatMap { severity in
      all.filter { $0.severity == severity }
    }
  }
}
