import ArgumentParser
import CWorker
import Foundation
import Sobolev

/// A process that takes one case after another from the board until it dies or the shift is over.
///
/// Processes that probe have glibc's checking allocator, as the product's child has; processes that read have none,
/// and the handler of signals that the product has.
struct Worker: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "work", shouldDisplay: false)

  /// What is done with each case.
  enum Task: String, ExpressibleByArgument { case probe, read }

  @Argument var task: Task
  @Argument var readerName: String
  @Option var seeds: String
  @Option var seed: UInt64
  /// Where the board is and damaged files are put.
  @Option var folder: String
  /// The milliseconds of processor time that a case may take.
  @Option var patience: Int32

  /// The address space; a Swift program starts with less than 1 GB of it.
  private static let memory: UInt64 = 2 << 30
  /// What files of some kilobytes may use of it.
  private static let residentMemory = 512 << 20

  func run() throws {
    guard let board = fuzz_map_board(folder + "/board"), let reader = readers.first(where: { $0.name == readerName })
    else { throw ExitCode(2) }
    let cases = try Cases(reader, folder: seeds, seed: seed)
    let place = URL(fileURLWithPath: folder + "/case")
    if task == .read { HDF5Probe.turnOnHandler() }
    fuzz_bound(Worker.memory)
    var readings: [String: UInt64?] = [:]
    while board.pointee.next < board.pointee.last {
      let (source, damaged) = cases[Int(board.pointee.next)]
      let path = try damaged.write(into: place)
      fuzz_patience(patience)
      var outcome = Outcome.same
      switch task {
      case .probe: reader.probe(path)
      case .read:
        outcome = Worker.outcome(of: path, damaged, reader) {
          if readings[source.entry] == nil {
            readings[source.entry] = try? reader.read(
              source.write(into: URL(fileURLWithPath: folder + "/source")))
          }
          return readings[source.entry] ?? nil
        }
      }
      fuzz_patience(0)
      let isGreedy = fuzz_peak() > Worker.residentMemory
      fuzz_outcomes(board)[Int(board.pointee.next - board.pointee.first)] = (isGreedy ? .greedy : outcome).rawValue
      board.pointee.next += 1
      // The peak is that of the whole life of a process.
      if isGreedy { return }
    }
  }

  private static func outcome(
    of path: String, _ files: Seed, _ reader: any Reader, undamaged: () -> UInt64?
  ) -> Outcome {
    do {
      return try reader.read(path) == undamaged() ? .same : .other
    } catch {
      let words = "\(error)"
      return files.names.contains(where: words.contains) ? .refused : .nameless
    }
  }
}
