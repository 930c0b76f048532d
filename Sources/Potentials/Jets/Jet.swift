/// A number with its derivatives: an element of a commutative algebra over the lanes.
///
/// The energy and its hand-written reverse sweep are written once for any jet. With a real number they
/// give energies and forces; with a dual or hyper-dual number the same code gives Hessian-vector
/// products, and the parameter gradient of losses that contain forces or Hessian-vector products
/// (J. A. Fike, J. J. Alonso 2011, doi:10.2514/6.2011-886, for hyper-dual numbers).
package protocol Jet: Sendable, BitwiseCopyable {
  /// The type of each number.
  typealias Scalar = L.Scalar

  /// The type of each component.
  associatedtype L: Lane

  /// The number of components: 1, 2 or 4.
  static var componentCount: Int { get }

  /// The constant with this real part.
  init(_ real: L)

  /// The real part.
  var real: L { get }

  /// The component of the highest order, which carries the quantity that is differentiated.
  var top: L { get set }

  /// Component `index`; 0 is the real part, the last is the top.
  subscript(component index: Int) -> L { get set }

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self

  /// The product with a real number.
  static func * (a: L, b: Self) -> Self

  /// Adds the product of two jets.
  mutating func add(_ a: Self, times b: Self)

  /// Adds the product of a real number and a jet.
  mutating func add(_ a: L, times b: Self)

  /// The jet of f(self) from f and its first two derivatives at the real part.
  func mapped(_ f: L, _ f1: L, _ f2: @autoclosure () -> L) -> Self

  /// The jet where `condition` is positive, otherwise zero.
  func keeping(wherePositive condition: L) -> Self

  /// Adds the top component of a product to `sum`: all that a parameter gradient needs of it.
  static func addTop(of a: Self, times b: Self, to sum: inout L)
}

extension Jet {
  @inline(__always)
  package static var zero: Self { Self(L.zero) }

  @inline(__always)
  package init(constant value: Scalar) { self.init(L(repeating: value)) }

  @inline(__always)
  package static func += (a: inout Self, b: Self) { a = a + b }

  @inline(__always)
  package static func -= (a: inout Self, b: Self) { a = a - b }

  @inline(__always)
  package static func * (a: Scalar, b: Self) -> Self { L(repeating: a) * b }

  /// Adds the product of one number for all lanes and a jet.
  @inline(__always)
  package mutating func add(_ a: Scalar, times b: Self) { add(L(repeating: a), times: b) }

  /// 1/√self.
  @inline(__always)
  package func reciprocalSquareRoot() -> Self {
    let f = L(repeating: 1) / real.squareRoot()
    let cube = f * f * f
    return mapped(f, L(repeating: -0.5) * cube, L(repeating: 0.75) * cube * f * f)
  }

  /// 1/self.
  @inline(__always)
  package func reciprocal() -> Self {
    let f = L(repeating: 1) / real
    let square = f * f
    return mapped(f, -square, L(repeating: 2) * square * f)
  }

  /// The hyperbolic tangent.
  @inline(__always)
  package func hyperbolicTangent() -> Self {
    let f = real.hyperbolicTangent()
    let slope = L(repeating: 1) - f * f
    return mapped(f, slope, L(repeating: -2) * f * slope)
  }

  /// The exponential function.
  @inline(__always)
  package func exponential() -> Self {
    let f = real.exponential()
    return mapped(f, f, f)
  }
}
