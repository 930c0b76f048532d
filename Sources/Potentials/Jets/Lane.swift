/// One component of a jet: a real number, or a vector of independent real numbers (one an atom).
///
/// All operations act on each number alone, so code written for a lane reads as code for one number.
package protocol Lane: Sendable, Equatable, BitwiseCopyable {
  /// The floating-point type of each number.
  associatedtype Scalar: MatrixScalar

  /// How many numbers there are.
  static var width: Int { get }

  static var zero: Self { get }
  init(repeating value: Scalar)
  subscript(index: Int) -> Scalar { get set }

  static func + (a: Self, b: Self) -> Self
  static func - (a: Self, b: Self) -> Self
  static func * (a: Self, b: Self) -> Self
  static func / (a: Self, b: Self) -> Self
  static prefix func - (a: Self) -> Self

  /// `self + a b` with one rounding.
  func addingProduct(_ a: Self, _ b: Self) -> Self

  /// The square root.
  func squareRoot() -> Self

  /// The exponential function.
  func exponential() -> Self

  /// The hyperbolic tangent.
  func hyperbolicTangent() -> Self

  /// The number where `condition` is positive, otherwise zero.
  func keeping(wherePositive condition: Self) -> Self

  /// The sum of all numbers.
  func sum() -> Scalar

  /// The smallest of all numbers.
  func min() -> Scalar

  /// The number-wise smaller one.
  func smaller(_ other: Self) -> Self
}
