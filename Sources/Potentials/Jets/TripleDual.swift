/// Three jets of order 1 that share their real part: `real + ε₁ first + ε₂ second + ε₃ third` with
/// ε_i ε_j = 0: a number and its derivatives along three directions.
package struct TripleDual<L: Lane>: Jet {
  package var real: L
  package var first: L
  package var second: L
  package var third: L

  @inline(__always)
  package init(_ real: L) {
    self.init(real, first: .zero, second: .zero, third: .zero)
  }

  @inline(__always)
  package init(_ real: L, first: L, second: L, third: L) {
    self.real = real
    self.first = first
    self.second = second
    self.third = third
  }

  package static var componentCount: Int { 4 }

  /// The last of three components of the same order.
  @inline(__always)
  package var top: L {
    get { third }
    set { third = newValue }
  }

  @inline(__always)
  package subscript(component index: Int) -> L {
    get {
      switch index {
      case 0: real
      case 1: first
      case 2: second
      default: third
      }
    }
    set {
      switch index {
      case 0: real = newValue
      case 1: first = newValue
      case 2: second = newValue
      default: third = newValue
      }
    }
  }

  @inline(__always)
  package static func + (a: Self, b: Self) -> Self {
    Self(
      a.real + b.real, first: a.first + b.first, second: a.second + b.second,
      third: a.third + b.third)
  }

  @inline(__always)
  package static func - (a: Self, b: Self) -> Self {
    Self(
      a.real - b.real, first: a.first - b.first, second: a.second - b.second,
      third: a.third - b.third)
  }

  @inline(__always)
  package static func * (a: Self, b: Self) -> Self {
    Self(
      a.real * b.real, first: (a.real * b.first).addingProduct(a.first, b.real),
      second: (a.real * b.second).addingProduct(a.second, b.real),
      third: (a.real * b.third).addingProduct(a.third, b.real))
  }

  @inline(__always)
  package static func * (a: L, b: Self) -> Self {
    Self(a * b.real, first: a * b.first, second: a * b.second, third: a * b.third)
  }

  @inline(__always)
  package mutating func add(_ a: Self, times b: Self) {
    real = real.addingProduct(a.real, b.real)
    first = first.addingProduct(a.real, b.first).addingProduct(a.first, b.real)
    second = second.addingProduct(a.real, b.second).addingProduct(a.second, b.real)
    Self.addTop(of: a, times: b, to: &third)
  }

  @inline(__always)
  package mutating func add(_ a: L, times b: Self) {
    real = real.addingProduct(a, b.real)
    first = first.addingProduct(a, b.first)
    second = second.addingProduct(a, b.second)
    third = third.addingProduct(a, b.third)
  }

  @inline(__always)
  package func mapped(_ f: L, _ f1: L, _ f2: @autoclosure () -> L) -> Self {
    Self(f, first: f1 * first, second: f1 * second, third: f1 * third)
  }

  @inline(__always)
  package func keeping(wherePositive condition: L) -> Self {
    Self(
      real.keeping(wherePositive: condition), first: first.keeping(wherePositive: condition),
      second: second.keeping(wherePositive: condition),
      third: third.keeping(wherePositive: condition))
  }

  @inline(__always)
  package static func addTop(of a: Self, times b: Self, to sum: inout L) {
    sum = sum.addingProduct(a.real, b.third).addingProduct(a.third, b.real)
  }
}
