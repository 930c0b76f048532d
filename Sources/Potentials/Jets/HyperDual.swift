/// The mixed jet of order 2: `real + ε₁ first + ε₂ second + ε₁ε₂ mixed` with ε₁² = ε₂² = 0.
package struct HyperDual<L: Lane>: Jet {
  package var real: L
  package var first: L
  package var second: L
  package var mixed: L

  @inline(__always)
  package init(_ real: L) {
    self.init(real, first: .zero, second: .zero, mixed: .zero)
  }

  @inline(__always)
  package init(_ real: L, first: L, second: L, mixed: L) {
    self.real = real
    self.first = first
    self.second = second
    self.mixed = mixed
  }

  package static var componentCount: Int { 4 }

  @inline(__always)
  package var top: L {
    get { mixed }
    set { mixed = newValue }
  }

  @inline(__always)
  package subscript(component index: Int) -> L {
    get {
      switch index {
      case 0: real
      case 1: first
      case 2: second
      default: mixed
      }
    }
    set {
      switch index {
      case 0: real = newValue
      case 1: first = newValue
      case 2: second = newValue
      default: mixed = newValue
      }
    }
  }

  @inline(__always)
  package static func + (a: Self, b: Self) -> Self {
    Self(
      a.real + b.real, first: a.first + b.first, second: a.second + b.second,
      mixed: a.mixed + b.mixed)
  }

  @inline(__always)
  package static func - (a: Self, b: Self) -> Self {
    Self(
      a.real - b.real, first: a.first - b.first, second: a.second - b.second,
      mixed: a.mixed - b.mixed)
  }

  @inline(__always)
  package static func * (a: Self, b: Self) -> Self {
    var product = Self.zero
    product.add(a, times: b)
    return product
  }

  @inline(__always)
  package static func * (a: L, b: Self) -> Self {
    Self(a * b.real, first: a * b.first, second: a * b.second, mixed: a * b.mixed)
  }

  @inline(__always)
  package mutating func add(_ a: Self, times b: Self) {
    real = real.addingProduct(a.real, b.real)
    first = first.addingProduct(a.real, b.first).addingProduct(a.first, b.real)
    second = second.addingProduct(a.real, b.second).addingProduct(a.second, b.real)
    Self.addTop(of: a, times: b, to: &mixed)
  }

  @inline(__always)
  package mutating func add(_ a: L, times b: Self) {
    real = real.addingProduct(a, b.real)
    first = first.addingProduct(a, b.first)
    second = second.addingProduct(a, b.second)
    mixed = mixed.addingProduct(a, b.mixed)
  }

  @inline(__always)
  package func mapped(_ f: L, _ f1: L, _ f2: @autoclosure () -> L) -> Self {
    Self(
      f, first: f1 * first, second: f1 * second,
      mixed: (f1 * mixed).addingProduct(f2(), first * second))
  }

  @inline(__always)
  package func keeping(wherePositive condition: L) -> Self {
    Self(
      real.keeping(wherePositive: condition), first: first.keeping(wherePositive: condition),
      second: second.keeping(wherePositive: condition),
      mixed: mixed.keeping(wherePositive: condition))
  }

  @inline(__always)
  package static func addTop(of a: Self, times b: Self, to sum: inout L) {
    sum = sum.addingProduct(a.real, b.mixed).addingProduct(a.first, b.second)
      .addingProduct(a.second, b.first).addingProduct(a.mixed, b.real)
  }
}
