/// Collects findings: one for each rule and severity, with the worst frames first.
struct FindingTally {
  private struct Entry {
    var finding: DatasetFinding
    var worst: [(measure: Double, frame: Int)]
  }

  private struct Key: Hashable {
    var rule: DatasetFinding.Rule
    var severity: DatasetFinding.Severity
    /// Findings that are about no frame are kept apart by their message.
    var message: String
  }

  private var entries: [Key: Entry] = [:]
  private var order: [Key] = []

  /// The frames that should not be used, each with the first rule against it.
  private(set) var faulty: [Int: DatasetFinding.Rule] = [:]

  /// Adds one case; the message of the largest measure is kept for all of them.
  ///
  /// - Parameter frame: The place of the frame that it is about, `nil` for the set as a whole.
  mutating func add(
    _ rule: DatasetFinding.Rule, _ severity: DatasetFinding.Severity, frame: Int?, measure: Double,
    message: @autoclosure () -> String, advice: @autoclosure () -> String
  ) {
    if let frame, rule.isRemovable, faulty[frame] == nil { faulty[frame] = rule }
    let key = Key(rule: rule, severity: severity, message: frame == nil ? message() : "")
    guard var entry = entries[key] else {
      order.append(key)
      entries[key] = Entry(
        finding: DatasetFinding(
          rule: rule, severity: severity, message: message(), advice: advice(),
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
  ///
  /// - Parameter name: The name of the frame in a place.
  func findings(name: (Int) -> String) -> [DatasetFinding] {
    let all = order.compactMap { key in
      entries[key].map { entry in
        var finding = entry.finding
        finding.frames = entry.worst.map { name($0.frame) }
        return finding
      }
    }
    return DatasetFinding.Severity.allCases.reversed().flatMap { severity in
      all.filter { $0.severity == severity }
    }
  }
}
