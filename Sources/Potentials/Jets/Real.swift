/// The jet of order 0: a real number.
package struct Real<L: Lane>: Jet {
  package var real: L

  @inline(__always)
  package init(_ real: L) { self.real = real }

  package static var componentCount: Int { 1 }

  @inline(__always)
  package var top: L {
    get { real }
    set { real = newValue }
  }

  @inline(__always)
  package subscript(component index: Int) -> L {
    get { real }
    set { real = newValue }
  }

  @inline(__always)
  package static func + (a: Self, b: Self) -> Self { Self(a.real + b.real) }

  @inline(__always)
  package static func - (a: Self, b: Self) -> Self { Self(a.real - b.real) }

  @inline(__always)
  package static func * (a: Self, b: Self) -> Self { Self(a.real * b.real) }

  @inline(__always)
  package static func * (a: L, b: Self) -> Self { Self(a * b.real) }

  @inline(__always)
  package mutating func add(_ a: Self, times b: Self) { real = real.addingProduct(a.real, b.real) }

  @inline(__always)
  package mutating func add(_ a: L, times b: Self) { real = real.addingProduct(a, b.real) }

  @inline(__always)
  package func mapped(_ f: L, _ f1: L, _ f2: @autoclosure () -> L) -> Self { Self(f) }

  @inline(__always)
  package func keeping(wherePositive condition: L) -> Self {
    Self(real.keeping(wherePositive: condition))
  }

  @inline(__always)
  package static func addTop(of a: Self, times b: Self, to sum: inout L) {
    sum = sum.addingProduct(a.real, b.real)
  }
}
