import CWorker
import Foundation

/// Many damaged files for one reader, each looked through as the product's probe does, and then read.
///
/// Workers, processes that take one case after another, do both. When one dies, its case is repeated alone, first the
/// probe and then the reading, each in a process of its own: that tells what the product would meet. Another worker
/// goes on with the next case.
struct Campaign {
  /// What became of a case; the raw value is its place on the board.
  enum Outcome: Int, CaseIterable {
    /// Read with the numbers of the undamaged file, read with others, or refused.
    case same, other, refused
    /// Refused by words that do not name the file.
    case nameless
    /// The probe crashed or hung, as the product's does in a child process: contained.
    case contained
    /// A worker died after earlier cases had damaged its memory; alone, the case is sound.
    case unrepeated
    /// The reader crashed, hung, or took more memory than it may.
    case crashed, hung, greedy
  }

  /// What a campaign came to.
  struct Result {
    var counts: [Outcome: Int]
    /// The largest resident memory of a process in bytes.
    var peak: Int
    var seconds: Double

    /// Whether nothing went wrong that should not.
    var isSound: Bool { [.crashed, .hung, .greedy, .nameless].allSatisfy { counts[$0] == 0 } }
  }

  /// The seconds of processor time after which a case hangs; the product waits for 20.
  static let patience: Int32 = 5
  /// The address space of a process; a Swift program starts with less than 1 GB of it.
  static let memory: UInt64 = 2 << 30
  /// What a process may use of it for files of some kilobytes.
  static let residentMemory = 512 << 20
  /// The cases after which a worker makes room for a fresh one.
  static let shift: Int64 = 1000

  let reader: any Reader
  let seeds: [Seed]
  let seed: UInt64
  /// Where the damaged files are put, and where those that killed something are kept.
  let folder: URL
  let kept: URL

  /// Runs cases until there are so many or the time is over.
  func run(_ count: Int, seconds: Double) throws -> Result {
    guard let board = fuzz_make_board() else { throw CocoaError(.fileReadUnknown) }
    let start = ContinuousClock.now
    var elapsed: Double { (ContinuousClock.now - start) / .seconds(1) }
    var peak = 0
    while board.pointee.next < count, elapsed < seconds {
      let end = inChild {
        let last = min(board.pointee.next + Campaign.shift, Int64(count))
        var readings: [String: UInt64?] = [:]
        while board.pointee.next < last {
          let number = Int(board.pointee.next)
          guard let outcome = try? judge(number, &readings) else { _exit(1) }
          guard fuzz_peak() <= Campaign.residentMemory else {
            try? keep(number, .greedy)
            record(.greedy, board)
            // The peak is that of the whole life of a process.
            return
          }
          record(outcome, board)
        }
      }
      peak = max(peak, Int(end.peak))
      if end.signal != 0 {
        let number = Int(board.pointee.next)
        let outcome = try diagnose(number)
        try keep(number, outcome)
        record(outcome, board)
      }
    }
    let counts = withUnsafeBytes(of: board.pointee.counts) { Array($0.bindMemory(to: Int64.self)) }
    return Result(
      counts: Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0, Int(counts[$0.rawValue])) }),
      peak: peak, seconds: elapsed)
  }

  /// The undamaged and the damaged files of a case.
  private func input(_ number: Int) -> (source: Seed, damaged: Seed) {
    var mutation = Mutation(seed: seed, number: number)
    let source = mutation.choose(seeds)
    return (source, source.damaged(by: &mutation))
  }

  /// Does something with the files of a case in a folder of its own: libhdf5 knows a file again that it could not close.
  private func inFolder<Result>(_ name: String, _ files: Seed, _ body: (String) throws -> Result) throws -> Result {
    let place = folder.appendingPathComponent(name)
    defer { try? FileManager.default.removeItem(at: place) }
    return try body(try files.write(into: place))
  }

  /// - Parameter readings: What the undamaged files of this worker's cases gave.
  private func judge(_ number: Int, _ readings: inout [String: UInt64?]) throws -> Outcome {
    let (source, damaged) = input(number)
    fuzz_patience(Campaign.patience)
    defer { fuzz_patience(0) }
    return try inFolder("\(number)", damaged) { path in
      if reader.isProbed { reader.probe(path) }
      do {
        let numbers = try reader.read(path)
        if readings[source.entry] == nil {
          readings[source.entry] = try inFolder("source-\(number)", source) { try? reader.read($0) }
        }
        return numbers == readings[source.entry] ?? nil ? .same : .other
      } catch {
        let words = "\(error)"
        if source.names.contains(where: words.contains) { return .refused }
        try keep(number, .nameless)
        return .nameless
      }
    }
  }

  /// What becomes of a case in fresh processes.
  private func diagnose(_ number: Int) throws -> Outcome {
    try inFolder("alone-\(number)", input(number).damaged) { path in
      func end(_ body: () -> Void) -> Int32 {
        inChild {
          fuzz_patience(Campaign.patience)
          body()
        }.signal
      }
      if reader.isProbed, end({ reader.probe(path) }) != 0 { return .contained }
      switch end({ _ = try? reader.read(path) }) {
      case 0: return .unrepeated
      case SIGPROF: return .hung
      default: return .crashed
      }
    }
  }

  private func record(_ outcome: Outcome, _ board: UnsafeMutablePointer<fuzz_board>) {
    withUnsafeMutableBytes(of: &board.pointee.counts) {
      $0.bindMemory(to: Int64.self)[outcome.rawValue] += 1
    }
    board.pointee.next += 1
  }

  private func keep(_ number: Int, _ outcome: Outcome) throws {
    _ = try input(number).damaged.write(
      into: kept.appendingPathComponent("\(reader.name)-\(outcome)-\(seed)-\(number)"))
  }

  private func inChild(_ body: () -> Void) -> fuzz_end {
    let process = fuzz_fork()
    if process == 0 {
      fuzz_bound(Campaign.memory)
      body()
      _exit(0)
    }
    return fuzz_wait(process)
  }
}
