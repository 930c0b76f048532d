import CWorker
import Foundation

/// Memory that workers share with the program that waits for them.
struct Board {
  private let memory: UnsafeMutablePointer<fuzz_board>

  /// The board of a folder.
  init(in folder: String) throws {
    guard let memory = fuzz_map_board(folder + "/board") else { throw CocoaError(.fileWriteUnknown) }
    self.memory = memory
  }

  /// The case at hand.
  var next: Int {
    get { Int(memory.pointee.next) }
    nonmutating set { memory.pointee.next = Int64(newValue) }
  }

  /// The largest resident memory of a process in bytes.
  var peak: Int {
    get { Int(memory.pointee.peak) }
    nonmutating set { memory.pointee.peak = Int64(newValue) }
  }

  /// What became of a case of the shift by a task; `nil` where it was not met.
  subscript(task: Task, index: Int) -> Outcome? {
    get { Outcome(rawValue: fuzz_outcomes(memory, task.place)[index]) }
    nonmutating set { fuzz_outcomes(memory, task.place)[index] = newValue?.rawValue ?? 0 }
  }

  /// Forgets all outcomes.
  func clear() { memory.initialize(to: fuzz_board()) }

  /// Gives the memory back; the board must not be used afterwards.
  func unmap() { fuzz_unmap_board(memory) }
}
