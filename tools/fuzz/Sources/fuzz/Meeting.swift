import CWorker
import Foundation
import Sobolev

/// The cases of a shift and what one task does with them, in a process that may die of it.
struct Meeting {
  /// The milliseconds of processor time that a case may take in a shift, where it usually takes one, and that a
  /// reader may take alone, where the probe did not take long.
  static let patience: Int32 = 80
  static let greatestPatience: Int32 = 20_000
  /// The address space; a Swift program starts with less than 1 GB of it.
  private static let memory: UInt64 = 2 << 30
  /// What files of some kilobytes may use of it.
  private static let residentMemory = 512 << 20

  let task: Task
  let cases: Cases
  let board: Board
  private let folder: String
  private let first: Int
  /// What the undamaged files read as.
  private let readings: [String: UInt64]

  /// Gets ready, so that copies of this process need not: what comes for the first time takes long, as functions
  /// are bound and libhdf5 is set up.
  init(task: Task, cases: Cases, folder: String, first: Int) throws {
    self.task = task
    self.cases = cases
    self.folder = folder
    self.first = first
    board = try Board(in: folder)
    var readings: [String: UInt64] = [:]
    for seed in task == .probe ? Array(cases.seeds.prefix(1)) : cases.seeds {
      let path = try seed.write(into: URL(fileURLWithPath: folder + "/source"))
      if task == .probe { cases.reader.probe(path) } else { readings[seed.entry] = try? cases.reader.read(path) }
    }
    self.readings = readings
  }

  /// Takes one case after another.
  func run(_ range: Range<Int>, patience: Int32 = Meeting.patience) throws {
    switch task {
    case .probe: HDF5Probe.limitWaiting()
    case .read: HDF5Probe.turnOnHandler()
    case .product: HDF5Probe.activate()
    }
    if task != .product { fuzz_bound(Meeting.memory) }
    board.next = range.lowerBound
    for number in range {
      if task.meets(number) {
        // The product does not read a file with which its probe does not come to an end.
        let isLeftOut = task == .read && board[.probe, number - first] == .slow
        let outcome = isLeftOut ? .slow : try meet(number, patience)
        let peak = Int(fuzz_peak())
        board.peak = max(board.peak, peak)
        let isGreedy = peak > Meeting.residentMemory
        // The peak is that of all cases of a process until now.
        if isGreedy && range.count > 1 { fuzz_leave(3) }
        board[task, number - first] = isGreedy ? .greedy : outcome
      }
      board.next = number + 1
    }
  }

  private func meet(_ number: Int, _ patience: Int32) throws -> Outcome {
    let (source, damaged) = cases[number]
    let path = try damaged.write(into: URL(fileURLWithPath: folder + "/case"))
    fuzz_patience(patience)
    defer { fuzz_patience(0) }
    if task == .probe {
      cases.reader.probe(path)
      return .same
    }
    do {
      return try cases.reader.read(path) == readings[source.entry] ? .same : .other
    } catch {
      let words = "\(error)"
      return damaged.names.contains(where: words.contains) ? .refused : .nameless
    }
  }
}
