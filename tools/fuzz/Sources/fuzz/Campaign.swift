import CWorker
import Foundation

/// Shifts of damaged files for one reader, each looked through as the product's probe does, and then read.
///
/// Files at which the probe died are read as well, to see what the handler of signals makes of them.
struct Campaign {
  static let shift = Int(FUZZ_SHIFT)

  let cases: Cases
  /// The folder of the seeds.
  let seeds: String
  /// Where the board is and damaged files are put, and where those that came to something are kept.
  let folder: URL
  let kept: URL

  private var reader: any Reader { cases.reader }

  /// Runs one shift.
  func run(from first: Int, count: Int) throws -> Tally {
    let board = try Board(in: folder.path)
    defer { board.unmap() }
    board.clear()
    let start = fuzz_time_of_children()
    for task in Task.all(for: reader) { try run(task, first..<first + count) }
    var tally = Tally(reader: reader.name, seed: cases.seed, first: first)
    for index in 0..<count {
      guard let reading = board[.read, index] else { throw CocoaError(.fileReadUnknown) }
      let probing = board[.probe, index]
      let number = first + index
      if probing == .contained, [.reported, .crashed, .hung].contains(reading) {
        tally.unprobed[reading, default: 0] += 1
      }
      let outcome = probing.flatMap { [.contained, .slow].contains($0) ? $0 : nil } ?? reading
      tally.counts[outcome, default: 0] += 1
      if outcome.isFault || [.contained, .reported, .slow].contains(outcome) { try keep(number, "\(outcome)") }
      if let met = board[.product, index] {
        tally.product[met, default: 0] += 1
        if met.isRead != outcome.isRead {
          tally.disagreements += 1
          try keep(number, "\(outcome)-but-\(met)")
        }
      }
    }
    tally.peak = board.peak
    tally.seconds = fuzz_time_of_children() - start
    return tally
  }

  /// Runs a worker to its end.
  private func run(_ task: Task, _ range: Range<Int>) throws {
    let arguments = [
      "fuzz", "work", task.rawValue, reader.name, "--seeds", seeds, "--seed", "\(cases.seed)", "--folder", folder.path,
      "--first", "\(range.lowerBound)", "--count", "\(range.count)",
    ]
    let words = arguments.map { strdup($0) } + [nil]
    let environment = ProcessInfo.processInfo.environment.merging(task.variables) { $1 }
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    let errors = folder.appendingPathComponent("errors").path
    let end = fuzz_run(words, variables, errors)
    guard end.signal == 0, end.code == 0 else {
      let cause = (try? String(contentsOfFile: errors, encoding: .utf8)) ?? ""
      throw WorkerFailure(description: "a worker for \(reader.name) (\(task)) ended by \(end): \(cause)")
    }
  }

  private func keep(_ number: Int, _ word: String) throws {
    _ = try cases[number].damaged.write(
      into: kept.appendingPathComponent("\(reader.name)-\(word)-\(cases.seed)-\(number)"))
  }
}

/// A process that should have survived the deaths of its copies did not.
struct WorkerFailure: Error, CustomStringConvertible {
  let description: String
}
