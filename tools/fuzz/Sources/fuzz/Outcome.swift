/// What became of a case.
enum Outcome: UInt8, CaseIterable, Codable, CodingKeyRepresentable {
  /// Read with the numbers of the undamaged file, read with others, or refused.
  case same = 1, other, refused
  /// The probe died of it, as the product's does in its child process.
  case contained
  /// The handler of signals made an error of a crash that the probe had survived.
  case reported
  /// The probe took more than ``Meeting/patience``; the product ends it after 20 s, and does not read the file.
  case slow
  /// A worker died after earlier cases had damaged its memory; alone, the case is sound.
  case unrepeated
  /// Refused by words that do not name the file.
  case nameless
  /// The reader crashed all the same, did not come to an end, or took more memory than it may.
  case crashed, hung, greedy

  /// Whether it must not happen.
  var isFault: Bool { [.nameless, .crashed, .hung, .greedy].contains(self) }

  /// Whether there were numbers.
  var isRead: Bool { [.same, .other].contains(self) }

  /// The case as a word, which is what results are kept by.
  var codingKey: any CodingKey { Word(stringValue: "\(self)") }

  init?(codingKey: some CodingKey) {
    guard let outcome = Outcome.allCases.first(where: { "\($0)" == codingKey.stringValue }) else { return nil }
    self = outcome
  }

  private struct Word: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }
}
