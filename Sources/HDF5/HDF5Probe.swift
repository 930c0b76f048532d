import Foundation
import Synchronization

/// Looks through files in a child process first, so that a crash of libhdf5 is an error and not the end.
///
/// A damaged or hostile file can crash libhdf5 itself (see <https://www.cvedetails.com/product/35054>).
/// A program that reads files from others calls ``activate()`` as the first thing it does:
///
/// ```swift
/// @main enum Program {
///   static func main() throws {
///     HDF5Probe.activate()
///     let file = try DatasetFile(path: "from-the-internet.h5")
///   }
/// }
/// ```
///
/// From then on the first opening of a file starts the program once more. That child, instead of running the
/// program, opens every object of the file and reads of its values what ``HDF5Walk`` says, within limits on memory
/// and processor time. When it dies, `HDF5Error.crashes` is thrown; every other finding is left to the
/// reading itself, which has the better words. A file that has not changed is not looked through again.
///
/// Cost: the start of a process and a quick read of the file, together some 50 ms for a file of 10 MB.
public enum HDF5Probe {
  /// The environment variable that makes the program a child that looks through a file.
  private static let variable = "SOBOLEV_HDF5_PROBE"

  /// What the child may use: processor time in seconds, and address space in bytes beyond twice the file.
  private static let greatestTime = 20
  /// The seconds that it may wait for the disk or for itself.
  private static let greatestWait = 600
  private static let greatestMemory = 4 << 30

  private struct State {
    var isActive = false
    var sound: Set<FileIdentity> = []
  }

  private static let state = Mutex(State())

  /// Turns probing on for this process; in a child that probing started, looks through the file and exits.
  public static func activate() {
    guard let path = ProcessInfo.processInfo.environment[variable] else {
      state.withLock { $0.isActive = true }
      return
    }
    limit(forFileOf: FileIdentity(path)?.size ?? 0)
    HDF5Walk.run(through: path)
    exit(0)
  }

  /// Looks through a file unless that was done already.
  ///
  /// - Throws: `HDF5Error.crashes`.
  static func examine(_ path: String) throws(HDF5Error) {
    guard let identity = FileIdentity(path),
      state.withLock({ $0.isActive && !$0.sound.contains(identity) })
    else { return }
    if let cause = causeOfDeath(of: path) { throw .crashes(file: path, cause: cause) }
    state.withLock { _ = $0.sound.insert(identity) }
  }

  /// Runs the child; what killed it in words, or `nil` when it ended by itself.
  private static func causeOfDeath(of path: String) -> String? {
    let child = Process()
    child.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
    // glibc's checking allocator notices a damaged heap, which might do without a crash in the child and not
    // in this process; memory filled with a pattern makes those pointers fatal that libhdf5 never set. Where there
    // is no such allocator, the loader goes on without it.
    child.environment = ProcessInfo.processInfo.environment.merging([
      variable: path, "SWIFT_BACKTRACE": "enable=no", "LD_PRELOAD": "libc_malloc_debug.so.0", "MALLOC_CHECK_": "3",
      "MALLOC_PERTURB_": "165",
    ]) { $1 }
    child.standardInput = FileHandle.nullDevice
    child.standardOutput = FileHandle.nullDevice
    child.standardError = FileHandle.nullDevice
    // Where no process can be started, files are opened as if probing were off.
    guard (try? child.run()) != nil else { return nil }
    child.waitUntilExit()
    guard child.terminationReason == .uncaughtSignal else { return nil }
    switch child.terminationStatus {
    case SIGINT, SIGTERM, SIGHUP: return nil  // The user's wish to stop, which this process has as well.
    case SIGXCPU, SIGKILL: return "needs more than \(greatestTime) s or too much memory"
    case SIGALRM: return "does not come to an end within \(greatestWait) s"
    default: return "crashes (signal \(child.terminationStatus))"
    }
  }

  private static func limit(forFileOf size: Int) {
    func set(_ resource: __rlimit_resource, _ value: Int) {
      var limit = rlimit(rlim_cur: rlim_t(value), rlim_max: rlim_t(value))
      setrlimit(__rlimit_resource_t(resource.rawValue), &limit)
    }
    alarm(UInt32(greatestWait))
    set(RLIMIT_CORE, 0)
    set(RLIMIT_CPU, greatestTime)
    set(RLIMIT_AS, greatestMemory + 2 * min(size, 1 << 40))
  }
}

/// What tells a file, as it is now, from others and from itself after a change.
private struct FileIdentity: Hashable, Sendable {
  let device: UInt64
  let number: UInt64
  let size: Int
  let changed: [Int]

  init?(_ path: String) {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    device = UInt64(status.st_dev)
    number = UInt64(status.st_ino)
    size = Int(status.st_size)
    changed = [status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_ctim.tv_sec, status.st_ctim.tv_nsec]
  }
}
