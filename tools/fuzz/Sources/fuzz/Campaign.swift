import CWorker
import Foundation

/// Shifts of damaged files for one reader, each looked through as the product's probe does, and then read.
///
/// When a worker dies, its case is repeated alone, in a process of its own: that tells what the product would meet.
/// Another worker goes on with the next case. Files at which the probe died are read as well, to see what the
/// handler of signals makes of them.
struct Campaign {
  /// The milliseconds of processor time that a case may take in a shift, where it usually takes one, and that a
  /// reader may take alone, where the probe did not take long.
  static let patience: Int32 = 400
  private static let greatestPatience: Int32 = 20_000
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
    guard let board = fuzz_map_board(folder.appendingPathComponent("board").path) else {
      throw CocoaError(.fileWriteUnknown)
    }
    let start = ContinuousClock.now
    var tally = Tally(reader: reader.name, seed: cases.seed, first: first)
    let range = first..<first + count
    let ends = reader.isProbed ? try outcomes(.probe, range, board, &tally) : [:]
    let readings = try outcomes(.read, range, board, &tally)
    for number in range {
      guard let reading = readings[number] else { throw CocoaError(.fileReadUnknown) }
      var outcome = reading
      switch ends[number] {
      case .crashed:
        outcome = .contained
        if [.reported, .crashed, .hung].contains(reading) { tally.unprobed[reading, default: 0] += 1 }
      case .hung where reading == .hung: outcome = .slow
      case _ where reading == .hung:
        let alone = try run(.read, number..<number + 1, board, patience: Campaign.greatestPatience)
        if alone.signal == 0 && alone.code == 0 {
          outcome = Outcome(rawValue: fuzz_outcomes(board)[0]) ?? .unrepeated
        }
      default: break
      }
      tally.counts[outcome, default: 0] += 1
      if outcome.isFault || [.contained, .reported, .slow].contains(outcome) { try keep(number, outcome) }
    }
    tally.seconds = (ContinuousClock.now - start) / .seconds(1)
    return tally
  }

  /// What became of a range of cases; where workers died, what becomes of these cases alone.
  private func outcomes(
    _ task: Worker.Task, _ range: Range<Int>, _ board: UnsafeMutablePointer<fuzz_board>, _ tally: inout Tally
  ) throws -> [Int: Outcome] {
    var outcomes: [Int: Outcome] = [:]
    var next = range.lowerBound
    while next < range.upperBound {
      let end = try run(task, next..<range.upperBound, board)
      tally.peak = max(tally.peak, Int(end.peak))
      let reached = Int(board.pointee.next)
      for number in next..<reached {
        outcomes[number] = Outcome(rawValue: fuzz_outcomes(board)[number - next])
      }
      next = reached
      guard next < range.upperBound, end.signal != 0 || end.code != 0 else { continue }
      let alone = end.signal == SIGPROF ? end : try run(task, next..<next + 1, board)
      outcomes[next] = outcome(of: alone, next)
      next += 1
    }
    return outcomes
  }

  /// What the end of a process with a single case means.
  private func outcome(of end: fuzz_end, _ number: Int) -> Outcome {
    if end.signal == SIGPROF { return .hung }
    if end.signal != 0 { return .crashed }
    guard end.code != 0 else { return .unrepeated }
    // The handler's exit, after words that must name the file.
    let words = (try? String(contentsOf: folder.appendingPathComponent("errors"), encoding: .utf8)) ?? ""
    return end.code == 1 && cases[number].damaged.names.contains(where: words.contains) ? .reported : .nameless
  }

  /// Runs a worker to its end.
  private func run(
    _ task: Worker.Task, _ range: Range<Int>, _ board: UnsafeMutablePointer<fuzz_board>,
    patience: Int32 = Campaign.patience
  ) throws -> fuzz_end {
    board.pointee.first = Int64(range.lowerBound)
    board.pointee.next = Int64(range.lowerBound)
    board.pointee.last = Int64(range.upperBound)
    var environment = ProcessInfo.processInfo.environment
    environment["SWIFT_BACKTRACE"] = "enable=no"
    environment["OPENBLAS_NUM_THREADS"] = "1"
    if task == .probe {
      environment["LD_PRELOAD"] = "libc_malloc_debug.so.0"
      environment["MALLOC_CHECK_"] = "3"
      environment["MALLOC_PERTURB_"] = "165"
    }
    let arguments = [
      "fuzz", "work", task.rawValue, reader.name, "--seeds", seeds, "--seed", "\(cases.seed)", "--folder", folder.path,
      "--patience", "\(patience)",
    ]
    let words = arguments.map { strdup($0) } + [nil]
    let variables = environment.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { (words + variables).forEach { free($0) } }
    return fuzz_run(words, variables, folder.appendingPathComponent("errors").path)
  }

  private func keep(_ number: Int, _ outcome: Outcome) throws {
    _ = try cases[number].damaged.write(
      into: kept.appendingPathComponent("\(reader.name)-\(outcome)-\(cases.seed)-\(number)"))
  }
}
