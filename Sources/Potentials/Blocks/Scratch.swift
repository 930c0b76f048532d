/// Uninitialized memory for elements without references, at a multiple of 128 bytes, owned until released.
///
/// The sweeps work on it through `base`, read once before a loop: a class property inside the loop
/// would cost an exclusivity check and a reload at every access.
package final class Scratch<Element: BitwiseCopyable> {
  /// The first element.
  package private(set) var base: UnsafeMutablePointer<Element>

  /// The number of elements that fit.
  package private(set) var capacity: Int

  private var memory: ScratchMemory

  /// Allocates room for at least one element.
  package init(capacity: Int = 1) {
    self.capacity = max(capacity, 1)
    (base, memory) = ScratchMemory.allocate(Element.self, self.capacity)
  }

  /// Makes room for `count` elements; what was there is lost when it has to grow.
  package func reserve(_ count: Int) {
    guard count > capacity else { return }
    capacity = count + count / 4
    (base, memory) = ScratchMemory.allocate(Element.self, capacity)
  }

  /// Sets the first `count` elements to `value`, growing where needed.
  package func fill(_ count: Int, with value: Element) {
    reserve(count)
    base.update(repeating: value, count: count)
  }
}
