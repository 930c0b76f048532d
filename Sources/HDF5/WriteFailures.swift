import Synchronization

/// The first failure of each file that is being written.
///
/// A dataset may first meet a full disk when its last owner goes and nobody is there to be told; the failure is
/// kept here until the file is flushed or committed.
enum WriteFailures {
  private static let failures = Mutex<[String: HDF5Error]>([:])

  /// Keeps a failure, unless an earlier one is known.
  static func remember(_ error: HDF5Error, in file: String) {
    failures.withLock { known in known[file] = known[file] ?? error }
  }

  /// Forgets the failures of a file that is created anew or removed.
  static func forget(_ file: String) {
    failures.withLock { known in known[file] = nil }
  }

  /// Throws the failure of a file, if there is one.
  static func check(_ file: String) throws(HDF5Error) {
    if let error = failures.withLock({ known in known[file] }) { throw error }
  }
}
