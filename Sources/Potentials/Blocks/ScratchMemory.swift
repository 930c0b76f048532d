internal import Foundation
internal import Synchronization

/// A piece of memory on huge pages that scratch space is cut from.
///
/// A sweep goes through some 200 KB of scratch space for every block, again and again. On ordinary pages, wherever the
/// heap happened to have room, that took between 1.75 and 2.44 µs an atom (twelve evaluators of one crystal, AMD
/// Zen 4); side by side on huge pages between 1.63 and 1.96.
final class ScratchMemory: Sendable {
  /// The size of a huge page of x86-64, and of arm64 with ordinary pages of 4 KB.
  private static let pageSize = 2 << 20
  /// Pieces begin at multiples of two cache lines, which some processors fetch together.
  private static let alignment = 128

  /// The page that small pieces come from, and how much of it is used.
  private static let current = Mutex<(page: ScratchMemory, used: Int)?>(nil)

  private nonisolated(unsafe) let base: UnsafeMutableRawPointer

  private init(byteCount: Int) {
    var memory: UnsafeMutableRawPointer?
    let error = posix_memalign(&memory, Self.pageSize, byteCount)
    guard error == 0, let memory else {
      fatalError("no memory for \(byteCount >> 20) MB of scratch space: \(String(cString: strerror(error)))")
    }
    #if os(Linux)
      // A wish: where the system has no huge pages, ordinary ones do.
      madvise(memory, byteCount, MADV_HUGEPAGE)
    #endif
    base = memory
  }

  deinit { free(base) }

  /// Uninitialized memory for some elements, good for as long as its owner is referred to.
  static func allocate<Element>(
    _: Element.Type, _ count: Int
  ) -> (UnsafeMutablePointer<Element>, owner: ScratchMemory) {
    let (byteCount, overflow) = count.multipliedReportingOverflow(by: MemoryLayout<Element>.stride)
    precondition(!overflow, "scratch space within the address space")
    let (memory, owner) = cut(byteCount)
    return (memory.bindMemory(to: Element.self, capacity: count), owner)
  }

  private static func cut(_ byteCount: Int) -> (UnsafeMutableRawPointer, ScratchMemory) {
    guard byteCount < pageSize / 2 else {
      let memory = ScratchMemory(byteCount: byteCount)
      return (memory.base, memory)
    }
    return current.withLock { current in
      let length = (byteCount + alignment - 1) / alignment * alignment
      var (page, used) = current ?? (ScratchMemory(byteCount: pageSize), 0)
      if used + length > pageSize { (page, used) = (ScratchMemory(byteCount: pageSize), 0) }
      current = (page, used + length)
      nonisolated(unsafe) let piece = page.base + used
      return (piece, page)
    }
  }
}
