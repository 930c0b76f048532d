import CGuard

/// A file or folder that is not complete: removed when the process ends because of a file that it reads
/// (``HDF5Probe``).
public final class PendingOutput: Sendable {
  /// By which the handler of signals knows it; negative where there are too many.
  private let number: Int32

  /// Notes a path; nothing need be there yet.
  public init(_ path: String) { number = sobolev_guard_add_output(path) }

  deinit { sobolev_guard_remove_output(number) }
}
