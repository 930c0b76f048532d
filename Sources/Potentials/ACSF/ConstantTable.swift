/// Numbers that never change, in memory that sweeps read through a pointer.
///
/// Unlike the base of a `Scratch`, which may grow, the pointer is constant, so that reading it in an inner loop needs no
/// check for exclusive access.
final class ConstantTable<Element: BitwiseCopyable> {
  /// The number of elements.
  let count: Int

  /// The first element.
  let base: UnsafePointer<Element>

  private let memory: UnsafeMutablePointer<Element>

  /// Copies some elements.
  init(_ elements: some Collection<Element>) {
    count = elements.count
    memory = .allocate(capacity: max(elements.count, 1))
    for (index, element) in elements.enumerated() { memory[index] = element }
    base = UnsafePointer(memory)
  }

  deinit { memory.deallocate() }
}
