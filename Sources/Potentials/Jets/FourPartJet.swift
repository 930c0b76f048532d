/// What jets of a real part and three derivatives have in common: the linear operations, and the products of the real part
/// with the first two derivatives. The third derivative, the top, tells them apart.
package protocol FourPartJet: Jet {
  var real: L { get set }
  var first: L { get set }
  var second: L { get set }

  init(real: L, first: L, second: L, top: L)
}

extension FourPartJet {
  @inline(__always)
  package init(_ real: L) {
    self.init(real: real, first: .zero, second: .zero, top: .zero)
  }

  package static var componentCount: Int { 4 }

  @inline(__always)
  package subscript(component index: Int) -> L {
    get {
      switch index {
      case 0: real
      case 1: first
      case 2: second
      default: top
      }
    }
    set {
      switch index {
      case 0: real = newValue
      case 1: first = newValue
      case 2: second = newValue
      default: top = newValue
      }
    }
  }

  @inline(__always)
  package static func + (a: Self, b: Self) -> Self {
    Self(real: a.real + b.real, first: a.first + b.first, second: a.second + b.second, top: a.top + b.top)
  }

  @inline(__always)
  package static func - (a: Self, b: Self) -> Self {
    Self(real: a.real - b.real, first: a.first - b.first, second: a.second - b.second, top: a.top - b.top)
  }

  @inline(__always)
  package static func * (a: Self, b: Self) -> Self {
    var product = Self.zero
    product.add(a, times: b)
    return product
  }

  @inline(__always)
  package static func * (a: L, b: Self) -> Self {
    Self(real: a * b.real, first: a * b.first, second: a * b.second, top: a * b.top)
  }

  @inline(__always)
  package mutating func add(_ a: Self, times b: Self) {
    real = real.addingProduct(a.real, b.real)
    first = first.addingProduct(a.real, b.first).addingProduct(a.first, b.real)
    second = second.addingProduct(a.real, b.second).addingProduct(a.second, b.real)
    Self.addTop(of: a, times: b, to: &top)
  }

  @inline(__always)
  package mutating func add(_ a: L, times b: Self) {
    real = real.addingProduct(a, b.real)
    first = first.addingProduct(a, b.first)
    second = second.addingProduct(a, b.second)
    top = top.addingProduct(a, b.top)
  }

  @inline(__always)
  package func keeping(wherePositive condition: L) -> Self {
    Self(
      real: real.keeping(wherePositive: condition), first: first.keeping(wherePositive: condition),
      second: second.keeping(wherePositive: condition), top: top.keeping(wherePositive: condition))
  }
}
