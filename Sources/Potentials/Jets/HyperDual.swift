/// The mixed jet of order 2: `real + ε₁ first + ε₂ second + ε₁ε₂ top` with ε₁² = ε₂² = 0.
package struct HyperDual<L: Lane>: FourPartJet {
  package var real: L
  package var first: L
  package var second: L
  package var top: L

  @inline(__always)
  package init(real: L, first: L, second: L, top: L) {
    (self.real, self.first, self.second, self.top) = (real, first, second, top)
  }

  @inline(__always)
  package func mapped(_ f: L, _ f1: L, _ f2: @autoclosure () -> L) -> Self {
    Self(
      real: f, first: f1 * first, second: f1 * second, top: (f1 * top).addingProduct(f2(), first * second))
  }

  @inline(__always)
  package static func addTop(of a: Self, times b: Self, to sum: inout L) {
    sum = sum.addingProduct(a.real, b.top).addingProduct(a.first, b.second)
      .addingProduct(a.second, b.first).addingProduct(a.top, b.real)
  }
}
