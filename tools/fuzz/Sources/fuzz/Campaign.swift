import CWorker
import Foundation

/// Many damaged files for one reader, each probed in a child process and then read.
///
/// The reading is done by workers, processes that take one case after another; when one dies, the case that
/// it was at is to blame, and another goes on with the next.
struct Campaign {
  /// What became of a case; the raw value is its place on the board.
  enum Outcome: Int, CaseIterable {
    /// Read with the numbers of the undamaged file, read with others, or refused.
    case same, other, refused
    /// Refused by words that do not name the file.
    case nameless
    /// The probe crashed or hung, as the product's does in a child process: contained.
    case contained
    /// The reader crashed or hung.
    case crashed, hung
  }

  /// The seconds after which a case hangs.
  static let patience: UInt32 = 10
  /// The address space of a worker; a Swift program starts with less than 1 GB of it.
  static let memory: UInt64 = 2 << 30
  /// The cases after which a worker makes room for a fresh one.
  static let shift: Int64 = 500

  let reader: any Reader
  let seeds: [URL]
  let seed: UInt64
  /// Where the damaged files are put, and where those that killed something are kept.
  let folder: URL
  let kept: URL

  /// Runs cases and returns their counts and the largest memory of a worker.
  func run(_ count: Int) throws -> (counts: [Outcome: Int], peak: Int) {
    guard let board = fuzz_make_board() else { throw CocoaError(.fileReadUnknown) }
    var peak = 0
    // libhdf5 is initialized once, and not in every worker.
    _ = try? reader.read(seeds[0].path)
    while board.pointee.next < count {
      let end = inChild {
        let last = min(board.pointee.next + Campaign.shift, Int64(count))
        while board.pointee.next < last {
          guard let outcome = try? judge(Int(board.pointee.next)) else { _exit(1) }
          record(outcome, board)
        }
      }
      peak = max(peak, Int(end.peak))
      if end.signal != 0 {
        let outcome = end.signal == SIGALRM ? Outcome.hung : .crashed
        try keep(Int(board.pointee.next), outcome)
        record(outcome, board)
      }
    }
    let counts = withUnsafeBytes(of: board.pointee.counts) { Array($0.bindMemory(to: Int64.self)) }
    return (
      Dictionary(uniqueKeysWithValues: Outcome.allCases.map { ($0, Int(counts[$0.rawValue])) }), peak
    )
  }

  /// The damaged file of a case.
  private func input(_ number: Int) throws -> (source: URL, bytes: Data) {
    var mutation = Mutation(seed: seed, number: number)
    let source = mutation.choose(seeds)
    var bytes = [UInt8](try Data(contentsOf: source))
    mutation.damage(&bytes, isText: reader.isText)
    return (source, Data(bytes))
  }

  private func judge(_ number: Int) throws -> Outcome {
    let (source, bytes) = try input(number)
    // A folder of its own: the name may matter, and libhdf5 knows a file again that it could not close.
    let place = folder.appendingPathComponent("\(number)")
    let copy = place.appendingPathComponent(source.lastPathComponent)
    try FileManager.default.createDirectory(at: place, withIntermediateDirectories: true)
    try bytes.write(to: copy)
    defer { try? FileManager.default.removeItem(at: place) }

    if reader.isProbed {
      let probe = inChild {
        alarm(Campaign.patience)
        reader.probe(copy.path)
      }
      if probe.signal != 0 {
        try keep(number, .contained)
        return .contained
      }
    }
    alarm(Campaign.patience)
    defer { alarm(0) }
    do {
      let numbers = try reader.read(copy.path)
      return numbers == (try? reader.read(source.path)) ? .same : .other
    } catch {
      guard "\(error)".contains(source.lastPathComponent) else {
        try keep(number, .nameless)
        return .nameless
      }
      return .refused
    }
  }

  private func record(_ outcome: Outcome, _ board: UnsafeMutablePointer<fuzz_board>) {
    withUnsafeMutableBytes(of: &board.pointee.counts) {
      $0.bindMemory(to: Int64.self)[outcome.rawValue] += 1
    }
    board.pointee.next += 1
  }

  private func keep(_ number: Int, _ outcome: Outcome) throws {
    let (source, bytes) = try input(number)
    try FileManager.default.createDirectory(at: kept, withIntermediateDirectories: true)
    let name = "\(reader.name)-\(outcome)-\(seed)-\(number)-" + source.lastPathComponent
    try bytes.write(to: kept.appendingPathComponent(name))
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
