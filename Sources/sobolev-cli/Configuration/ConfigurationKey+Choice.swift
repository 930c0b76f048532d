import Yams

extension ConfigurationKey {
  /// A key whose value is one of some words.
  init<Choice: RawRepresentable<String> & CaseIterable & Sendable>(
    _ section: Section, _ name: String, _ setting: any WritableKeyPath<FitSettings, Choice> & Sendable,
    from origin: Origin = .fixed, _ summary: String
  ) {
    self.section = section
    self.name = name
    self.summary = summary
    self.origin = origin
    unit = nil
    kind = "a word"
    allowed = "one of " + Choice.allCases.map(\.rawValue).joined(separator: ", ")
    read = { $0[keyPath: setting].rawValue }
    parse = { node throws(Problem) in
      guard let word = node.scalar?.string else { throw .wrongKind }
      guard let choice = Choice(rawValue: word) else { throw .outOfRange(word) }
      return { $0[keyPath: setting] = choice }
    }
  }
}
