import CGuard
import Foundation
import Synchronization

/// Makes crashes of libhdf5 errors: files are looked through in a child process first, and a crash all the same is
/// reported as an error of the file.
///
/// A damaged or hostile file can crash libhdf5 itself (see <https://www.cvedetails.com/product/35054>).
/// A program that reads files from others calls ``activate(note:)`` as the first thing it does:
///
/// ```swift
/// @main enum Program {
///   static func main() throws {
///     HDF5Probe.activate { print($0) }
///     let file = try DatasetFile(path: "from-the-internet.h5")
///   }
/// }
/// ```
///
/// **A child process first.** From then on the first opening of a file starts the program once more. That child,
/// instead of running the program, opens every object of the file and reads of its values what ``HDF5Walk`` says,
/// within limits on memory and processor time. When it dies, `HDF5Error.crashes` is thrown; every other finding is
/// left to the reading itself, which has the better words. A file that has not changed is not looked through again.
///
/// **Then a handler of signals.** What the child survives by luck may still crash this process, at once or when the
/// damaged heap is used later. That is a crash inside a call of libhdf5, a segmentation fault, bus error, arithmetic
/// exception or abort while an HDF5 file is open for reading, or later one in the C library, libhdf5 or Swift's
/// runtime. The handler writes one line `error: FILE: …` to standard error, removes what ``AtomicFile`` has not
/// completed, and ends the process with exit code 1. A call that takes more than ten minutes of processor time ends the
/// same way. Other crashes, and all traps of Swift outside libhdf5, take their usual course.
///
/// Cost: the start of a process and a quick read of the file, together some 50 ms for a file of 10 MB.
public enum HDF5Probe {
  /// The environment variable that makes the program a child that looks through a file.
  private static let variable = "SOBOLEV_HDF5_PROBE"

  /// What the child may use: processor time in seconds, and address space in bytes beyond twice the file.
  private static let greatestTime = 20
  /// The seconds that it may wait for the disk or for itself, and the processor time of one call in this process.
  private static let greatestWait = 600
  private static let greatestMemory = 512 << 20

  private struct State {
    var isActive = false
    var sound: Set<FileIdentity> = []
    /// Is told once that no child can be started.
    var note: (@Sendable (String) -> Void)?
  }

  private static let state = Mutex(State())

  /// Turns both on for this process; in a child that was started to look through a file, does so and exits.
  ///
  /// - Parameter note: Is told, once, when child processes cannot be started.
  public static func activate(note: @escaping @Sendable (String) -> Void = { _ in }) {
    guard let path = ProcessInfo.processInfo.environment[variable] else {
      turnOnHandler(greatestSeconds: greatestWait)
      state.withLock { state in
        state.isActive = true
        state.note = note
      }
      return
    }
    limit(forFileOf: FileIdentity(path)?.size ?? 0)
    HDF5Walk.run(through: path)
    exit(0)
  }

  /// Turns the handler of signals on alone, for programs that start processes of their own for what they read.
  ///
  /// - Parameter greatestSeconds: The processor time that one call of libhdf5 may take.
  public static func turnOnHandler(greatestSeconds: Int = 600) {
    // Where a damaged heap shows: in libhdf5, in the C library's allocator and in Swift's counting of references.
    let functions: [UnsafeRawPointer?] = ["H5open", "malloc", "swift_retain"].map { (name: String) in
      dlsym(nil, name).map { UnsafeRawPointer($0) }
    }
    sobolev_guard_turn_on(Int32(clamping: greatestSeconds), functions.filter { $0 != nil } + [nil])
  }

  /// Lets this process, which must have one thread, wait for ten minutes at most, and never for itself.
  ///
  /// glibc's checking allocator, which the child has, waits for its own lock when it finds a damaged heap by an
  /// assertion. Then SIGABRT ends the process, as it would have without the lock.
  public static func limitWaiting() { sobolev_guard_limit_waiting(Int32(greatestWait)) }

  /// Looks through a file unless that was done already.
  ///
  /// - Returns: The file as it was then; `nil` where probing is off.
  /// - Throws: `HDF5Error.crashes`.
  static func examine(_ path: String) throws(HDF5Error) -> FileIdentity? {
    guard state.withLock({ $0.isActive }), let identity = FileIdentity(path) else { return nil }
    if state.withLock({ $0.sound.contains(identity) }) { return identity }
    switch verdict(on: path) {
    case .sound: state.withLock { _ = $0.sound.insert(identity) }
    case .crashes(let cause): throw .crashes(file: path, cause: cause)
    case .none(let reason):
      let note = state.withLock { state in
        defer { state.note = nil }
        return state.note
      }
      note?("files cannot be looked through in a process of their own (\(reason)); they are read all the same")
    case .stopped: break
    }
    return identity
  }

  /// What a child finds out.
  private enum Verdict {
    case sound
    case crashes(cause: String)
    /// There was no child that could have looked.
    case none(reason: String)
    /// By the user, whose wish this process has as well.
    case stopped
  }

  private static func verdict(on path: String) -> Verdict {
    // glibc's checking allocator notices a damaged heap, which might do without a crash in the child and not
    // in this process; memory filled with a pattern makes those pointers fatal that libhdf5 never set. Where there
    // is no such allocator, the loader goes on without it.
    let child = ChildProcess(variables: [
      variable: path, "SWIFT_BACKTRACE": "enable=no", "LD_PRELOAD": "libc_malloc_debug.so.0", "MALLOC_CHECK_": "3",
      "MALLOC_PERTURB_": "165", "OPENBLAS_NUM_THREADS": "1",
    ])
    guard let child else { return .none(reason: "none can be started") }
    switch child.wait() {
    case .exit(0): return .sound
    case .signal(SIGINT), .signal(SIGTERM), .signal(SIGHUP): return .stopped
    case .signal(SIGXCPU), .signal(SIGKILL):
      return .crashes(cause: "needs more than \(greatestTime) s or too much memory")
    case .signal(SIGALRM): return .crashes(cause: "does not come to an end within \(greatestWait) s")
    case .signal(let number): return .crashes(cause: "crashes (signal \(number))")
    case .exit(let code): return .none(reason: "it ends with exit code \(code)")
    case nil: return .none(reason: "its end is not known")
    }
  }

  private static func limit(forFileOf size: Int) {
    func set(_ resource: __rlimit_resource, _ value: Int) {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }
    limitWaiting()
    set(RLIMIT_CORE, 0)
    set(RLIMIT_CPU, greatestTime)
    set(RLIMIT_AS, greatestMemory + 2 * min(size, 1 << 40))
  }
}
