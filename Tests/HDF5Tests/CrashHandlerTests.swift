import Foundation
import TestSupport
import Testing

@testable import HDF5

// Before Swift 6.3 the process of a test takes no values from around it, so that it cannot be told a path.
#if compiler(>=6.3)
/// The handler of signals that makes an error of a crash; each test has a process of its own.
@Suite struct CrashHandlerTests {
  private let folder: TemporaryFolder
  private let path: String

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("train.h5")
    try Self.contents.write(to: URL(fileURLWithPath: path))
  }

  /// Written once: processes that are started while libhdf5 has a file open for writing inherit its lock.
  private static let contents: Data = {
    do {
      let folder = try TemporaryFolder()
      let path = folder.path("train.h5")
      try HDF5File.write(to: path) { try $0.write([1.0, 2.0], to: "x") }
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      fatalError("\(error)")
    }
  }()

  /// The one line of an ended process.
  private func line(_ result: ExitTest.Result?) throws -> String {
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    let lines = text.split(separator: "\n")
    #expect(lines.count == 1, "\(text)")
    #expect(try folder.names() == ["train.h5"])
    return String(lines.last ?? "")
  }

  private static let crashes = "libhdf5 \(hdf5LibraryVersion()) crashes when it reads this file"
  private static let damages = "libhdf5 \(hdf5LibraryVersion()) leaves the memory of this program damaged"

  @Test(arguments: [SIGSEGV, SIGBUS, SIGFPE, SIGILL])
  func aCrashInsideLibhdf5NamesTheFile(_ number: Int32) async throws {
    let result = await #expect(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String, number = number as Int32] in
      HDF5Probe.turnOnHandler()
      let file = try HDF5File(reading: path)
      HDF5Library.locked(.reading(path)) { _ = raise(number) }
      _ = file
    }
    #expect(try line(result).hasPrefix("error: \(path): \(Self.crashes)"))
  }

  /// By the function itself, as glibc does it: a process of a test may have the signal blocked.
  @Test func anAbortInsideLibhdf5NamesTheFile() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      HDF5Probe.turnOnHandler()
      HDF5Library.locked(.reading(path)) { abort() }
    }
    #expect(try line(result).hasPrefix("error: \(path): \(Self.crashes)"))
  }

  /// The thread of the crash has a stack of half a megabyte and no room for a handler on it.
  @Test func aStackThatRunsOverIsContainedOnAnyThread() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      @Sendable func deepen(_ depth: Int) -> Int {
        withUnsafeTemporaryAllocation(byteCount: 1024, alignment: 8) { buffer in
          buffer[depth & 1023] = 1
          return depth < 0 ? 0 : deepen(depth + 1) + Int(buffer[(depth + 1) & 1023])
        }
      }
      HDF5Probe.turnOnHandler()
      let thread = Thread { HDF5Library.locked(.reading(path)) { print(deepen(0)) } }
      thread.stackSize = 1 << 19
      thread.start()
      sleep(60)
    }
    #expect(try line(result).hasPrefix("error: \(path): \(Self.crashes)"))
  }

  @Test func outputsThatAreNotCompleteAreRemoved() async throws {
    let finished = folder.path("finished.h5")
    await #expect(processExitsWith: .exitCode(1)) { [path = path as String, finished = finished as String] in
      HDF5Probe.turnOnHandler()
      try AtomicFile.write(to: finished) { try Data([1]).write(to: URL(fileURLWithPath: $0)) }
      let pending = try AtomicFile(path: finished, replacesExisting: true)
      try Data([2]).write(to: URL(fileURLWithPath: pending.temporaryPath))
      let folder = URL(fileURLWithPath: path).deletingLastPathComponent().appendingPathComponent("set")
      try FileManager.default.createDirectory(
        at: folder.appendingPathComponent("a/b"), withIntermediateDirectories: true)
      try Data([3]).write(to: folder.appendingPathComponent("a/b/c.npy"))
      let output = PendingOutput(folder.path)
      HDF5Library.locked(.reading(path)) { _ = raise(SIGSEGV) }
      withExtendedLifetime((pending, output)) {}
    }
    #expect(try folder.names() == ["finished.h5", "train.h5"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: finished)) == Data([1]))
  }

  @Test func damagedMemoryIsFoundWhileTheFileIsOpen() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      HDF5Probe.turnOnHandler()
      let file = try HDF5File(reading: path)
      raise(SIGSEGV)
      withExtendedLifetime(file) {}
    }
    #expect(try line(result).hasPrefix("error: \(path): \(Self.damages)"))
  }

  /// glibc finds the damage when the block is freed and says so itself, before it aborts.
  @Test func aDamagedHeapThatShowsLaterIsTheFilesFault() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      HDF5Probe.turnOnHandler()
      try { _ = try HDF5File(reading: path).root.dataset("x").read(Double.self) }()
      // The second block lies behind the first. The system writes, as an optimizer would leave out stores to memory that
      // is freed.
      let zeros = open("/dev/zero", O_RDONLY)
      guard let block = malloc(2000), let next = malloc(2000) else { exit(2) }
      guard read(zeros, next, 2000) == 2000, read(zeros, block, 2032) == 2032 else { exit(3) }
      free(block)
      free(next)
      exit(0)
    }
    let text = String(decoding: try #require(result).standardErrorContent, as: UTF8.self)
    #expect(text.contains("error: \(path): \(Self.damages)"))
    #expect(text.contains("where it is sound, please report this"))
    #expect(try folder.names() == ["train.h5"])
  }

  @Test func aCallWithoutEndIsEnded() async throws {
    let result = await #expect(
      processExitsWith: .exitCode(1), observing: [\.standardErrorContent]
    ) { [path = path as String] in
      HDF5Probe.turnOnHandler(greatestSeconds: 1)
      HDF5Library.locked(.reading(path)) { while true { _ = getpid() } }
    }
    #expect(
      try line(result).hasPrefix("error: \(path): libhdf5 \(hdf5LibraryVersion()) does not come to an end"))
  }

  /// As glibc's checking allocator does when an assertion of its own fails: the one thread waits for itself.
  @Test(.timeLimit(.minutes(1))) func aProcessThatWaitsForItselfIsEnded() async {
    await #expect(processExitsWith: .signal(SIGABRT)) {
      HDF5Probe.limitWaiting()
      var lock = pthread_mutex_t()
      pthread_mutex_lock(&lock)
      pthread_mutex_lock(&lock)
    }
    // What waits for something else goes on.
    await #expect(processExitsWith: .exitCode(0)) {
      HDF5Probe.limitWaiting()
      var pause = timespec(tv_sec: 0, tv_nsec: 500_000_000)
      var rest = timespec()
      while nanosleep(&pause, &rest) != 0 { pause = rest }
      exit(0)
    }
  }

  @Test func crashesThatHaveNothingToDoWithFilesStayCrashes() async throws {
    // Swift's own checks, though a file is open.
    await #expect(processExitsWith: .signal(SIGILL)) { [path = path as String] in
      HDF5Probe.turnOnHandler()
      let file = try HDF5File(reading: path)
      raise(SIGILL)
      withExtendedLifetime(file) {}
    }
    // A bad access of the program, after the file.
    await #expect(processExitsWith: .signal(SIGSEGV)) { [path = path as String] in
      HDF5Probe.turnOnHandler()
      try { _ = try HDF5File(reading: path) }()
      UnsafeMutablePointer<Int>(bitPattern: 8)?.pointee = 1
    }
    // Before any file.
    await #expect(processExitsWith: .signal(SIGABRT)) {
      HDF5Probe.turnOnHandler()
      abort()
    }
    // Without the handler.
    await #expect(processExitsWith: .signal(SIGSEGV)) { [path = path as String] in
      HDF5Library.locked(.reading(path)) { _ = raise(SIGSEGV) }
    }
    #expect(try folder.names() == ["train.h5"])
  }
}
#endif
