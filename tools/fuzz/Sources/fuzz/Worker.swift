import ArgumentParser
import CWorker
import Foundation
import Sobolev

/// A process that has everything ready for the cases of a shift, and copies of itself meet them.
///
/// A copy takes one case after another until it dies or the shift is over. When it dies, a new copy repeats its case
/// alone: that tells what the product would meet.
struct Worker: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "work", shouldDisplay: false)

  @Argument var task: Task
  @Argument var readerName: String
  @Option var seeds: String
  @Option var seed: UInt64
  /// Where the board is and damaged files are put.
  @Option var folder: String
  /// The cases.
  @Option var first: Int
  @Option var count: Int

  func run() throws {
    guard let reader = readers.first(where: { $0.name == readerName }) else { throw ExitCode(2) }
    let cases = try Cases(reader, folder: seeds, seed: seed)
    let meeting = try Meeting(task: task, cases: cases, folder: folder, first: first)
    let last = first + count
    var next = first
    while next < last {
      let end = try inCopy { try meeting.run(next..<last) }
      next = meeting.board.next
      guard next < last, end.signal != 0 || end.code != 0 else { continue }
      let outcome = try alone(next, after: end, meeting)
      meeting.board[task, next - first] = outcome
      next += 1
    }
  }

  /// What becomes of a case at which a copy died, when it is repeated in a new one.
  private func alone(_ number: Int, after first: fuzz_end, _ meeting: Meeting) throws -> Outcome? {
    let isHung = first.signal == SIGPROF
    if isHung && task == .probe { return .slow }
    fuzz_forget_errors()
    let end = try inCopy {
      try meeting.run(number..<number + 1, patience: isHung ? Meeting.greatestPatience : Meeting.patience)
    }
    if end.signal == SIGPROF { return task == .probe ? .slow : .hung }
    if end.signal == 0, end.code == 0 {
      let outcome = meeting.board[task, number - self.first]
      return isHung || outcome == .greedy ? outcome : .unrepeated
    }
    if task == .probe { return .contained }
    if end.signal != 0 { return .crashed }
    // The handler's exit, after words that must name the file.
    let words = (try? String(contentsOfFile: folder + "/errors", encoding: .utf8)) ?? ""
    return end.code == 1 && meeting.cases[number].damaged.names.contains(where: words.contains) ? .reported : .nameless
  }

  /// Does something in a copy of this process, which then ends.
  private func inCopy(_ body: () throws -> Void) throws -> fuzz_end {
    let process = fuzz_fork()
    guard process >= 0 else { throw CocoaError(.executableLoad) }
    guard process == 0 else { return fuzz_wait(process) }
    do { try body() } catch { fuzz_leave(2) }
    fuzz_leave(0)
  }
}
