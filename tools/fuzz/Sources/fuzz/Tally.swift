import Foundation

/// What some cases of a reader came to.
struct Tally: Codable {
  var reader: String
  var seed: UInt64
  /// The number of the first case.
  var first: Int
  var counts: [Outcome: Int] = [:]
  /// What became of contained cases when they were read all the same; those that ended by themselves are left out.
  var unprobed: [Outcome: Int] = [:]
  /// What became of those cases that were given to the product as a whole, and how many of them were read there and
  /// not here, or the other way round.
  var product: [Outcome: Int] = [:]
  var disagreements = 0
  /// The largest resident memory of a process in bytes.
  var peak = 0
  /// Processor time.
  var seconds = 0.0

  var cases: Int { counts.values.reduce(0, +) }
  var isSound: Bool { !(counts.keys.contains(where: \.isFault) || product.keys.contains(where: \.isFault)) }

  /// Counts in words, in the order of the outcomes.
  static func words(_ counts: [Outcome: Int]) -> String {
    let words = counts.sorted { $0.key.rawValue < $1.key.rawValue }.map { "\($0.key) \($0.value)" }
    return words.isEmpty ? "-" : words.joined(separator: ", ")
  }

  static func += (total: inout Tally, part: Tally) {
    total.counts.merge(part.counts, uniquingKeysWith: +)
    total.unprobed.merge(part.unprobed, uniquingKeysWith: +)
    total.product.merge(part.product, uniquingKeysWith: +)
    total.disagreements += part.disagreements
    total.peak = max(total.peak, part.peak)
    total.seconds += part.seconds
  }
}

/// The tallies of all shifts in a file, a line of JSON each, so that an interrupted campaign goes on.
struct Results {
  private let file: URL
  private(set) var totals: [String: Tally] = [:]

  init(_ file: URL, seed: UInt64) throws {
    self.file = file
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return }
    for line in text.split(separator: "\n") {
      let tally = try JSONDecoder().decode(Tally.self, from: Data(line.utf8))
      if tally.seed == seed { count(tally) }
    }
  }

  /// The number of cases of a reader that are done.
  func cases(of reader: String) -> Int { totals[reader]?.cases ?? 0 }

  /// Adds a shift, to the file first.
  mutating func add(_ tally: Tally) throws {
    let line = try JSONEncoder().encode(tally) + Data("\n".utf8)
    // Other runs may add what they did with other readers.
    guard let stream = fopen(file.path, "a") else { throw CocoaError(.fileWriteUnknown) }
    let written = line.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, stream) }
    guard fclose(stream) == 0, written == line.count else { throw CocoaError(.fileWriteUnknown) }
    count(tally)
  }

  private mutating func count(_ tally: Tally) {
    if totals[tally.reader] == nil {
      totals[tally.reader] = tally
    } else {
      totals[tally.reader]? += tally
    }
  }

  /// The totals as a table in Markdown, in the order of some readers.
  func table(_ names: [String]) -> String {
    var rows = [["reader", "cases"] + Outcome.allCases.map { "\($0)" } + ["unprobed", "product", "MB", "a second"]]
    rows.append(rows[0].map { _ in "---" })
    for name in names {
      guard let total = totals[name] else { continue }
      let counts = Outcome.allCases.map { total.counts[$0] ?? 0 }
      let rate = Int(Double(total.cases) / max(total.seconds, 1e-3))
      rows.append(
        ["`\(name)`", "\(total.cases)"] + counts.map(String.init)
          + [Tally.words(total.unprobed), Tally.words(total.product), "\(total.peak >> 20)", "\(rate)"])
    }
    return rows.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
  }
}
