/// Three jets of order 1 that share their real part: `real + ε₁ first + ε₂ second + ε₃ top` with
/// ε_i ε_j = 0: a number and its derivatives along three directions.
package struct TripleDual<L: Lane>: FourPartJet {
  package var real: L
  package var first: L
  package var second: L
  /// The last of three components of the same order.
  package var top: L

  @inline(__always)
  package init(real: L, first: L, second: L, top: L) {
    (self.real, self.first, self.second, self.top) = (real, first, second, top)
  }

  @inline(__always)
  package func mapped(_ f: L, _ f1: L, _ f2: @autoclosure () -> L) -> Self {
    Self(real: f, first: f1 * first, second: f1 * second, top: f1 * top)
  }

  @inline(__always)
  package static func addTop(of a: Self, times b: Self, to sum: inout L) {
    sum = sum.addingProduct(a.real, b.top).addingProduct(a.top, b.real)
  }
}
