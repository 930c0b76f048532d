import Foundation
import Synchronization

/// Whether a file that is being written is still sound; shared by all its handles.
///
/// A dataset may first meet a full disk when its last owner goes and nobody is there to be told; the
/// failure is kept until the file is flushed or committed. libhdf5 cannot close a dataset or file that it
/// cannot write: it frees half of it and leaves the identifier open. So after a failure they are not closed
/// any more but abandoned, and a file that filled its disk is emptied to give the space back.
final class WriteState: Sendable {
  private let file: String
  private let firstFailure = Mutex<HDF5Error?>(nil)

  /// The states of the files being written, for `AtomicFile`, which knows only the path.
  private static let states = Mutex<[String: WriteState]>([:])

  /// Starts afresh for a file that is being created.
  init(creating file: String) {
    self.file = file
    WriteState.states.withLock { $0[file] = self }
  }

  /// The first failure, if there was one.
  var failure: HDF5Error? { firstFailure.withLock { $0 } }

  /// Keeps a failure, unless there was an earlier one.
  func fail(_ error: HDF5Error) {
    firstFailure.withLock { first in first = first ?? error }
    if case .noSpace = error { truncate(file, 0) }
  }

  /// Forgets a file that is finished or removed, and returns its failure, if there was one.
  static func finish(_ file: String) -> HDF5Error? {
    states.withLock { $0.removeValue(forKey: file) }?.failure
  }
}
