/// The jet of order 1: `real + ε dual` with ε² = 0.
package struct Dual<L: Lane>: Jet {
  package var real: L
  package var dual: L

  @inline(__always)
  package init(_ real: L) {
    self.real = real
    dual = .zero
  }

  @inline(__always)
  package init(_ real: L, dual: L) {
    self.real = real
    self.dual = dual
  }

  package static var componentCount: Int { 2 }

  @inline(__always)
  package var top: L {
    get { dual }
    set { dual = newValue }
  }

  @inline(__always)
  package subscript(component index: Int) -> L {
    get { index == 0 ? real : dual }
    set { if index == 0 { real = newValue } else { dual = newValue } }
  }

  @inline(__always)
  package static func + (a: Self, b: Self) -> Self {
    Self(a.real + b.real, dual: a.dual + b.dual)
  }

  @inline(__always)
  package static func - (a: Self, b: Self) -> Self {
    Self(a.real - b.real, dual: a.dual - b.dual)
  }

  @inline(__always)
  package static func * (a: Self, b: Self) -> Self {
    Self(a.real * b.real, dual: (a.real * b.dual).addingProduct(a.dual, b.real))
  }

  @inline(__always)
  package static func * (a: L, b: Self) -> Self { Self(a * b.real, dual: a * b.dual) }

  @inline(__always)
  package mutating func add(_ a: Self, times b: Self) {
    real = real.addingProduct(a.real, b.real)
    dual = dual.addingProduct(a.real, b.dual).addingProduct(a.dual, b.real)
  }

  @inline(__always)
  package mutating func add(_ a: L, times b: Self) {
    real = real.addingProduct(a, b.real)
    dual = dual.addingProduct(a, b.dual)
  }

  @inline(__always)
  package func mapped(_ f: L, _ f1: L, _ f2: @autoclosure () -> L) -> Self {
    Self(f, dual: f1 * dual)
  }

  @inline(__always)
  package func keeping(wherePositive condition: L) -> Self {
    Self(
      real.keeping(wherePositive: condition), dual: dual.keeping(wherePositive: condition))
  }

  @inline(__always)
  package static func addTop(of a: Self, times b: Self, to sum: inout L) {
    sum = sum.addingProduct(a.real, b.dual).addingProduct(a.dual, b.real)
  }
}
