internal import Foundation

/// One plain number: the lane of the reference implementation.
extension Double: Lane {
  package typealias Scalar = Double

  package static var width: Int { 1 }

  package init(repeating value: Double) { self = value }

  package subscript(index: Int) -> Double {
    get { self }
    set { self = newValue }
  }

  package func exponential() -> Double { exp(self) }

  package func hyperbolicTangent() -> Double { tanh(self) }

  package func keeping(wherePositive condition: Double) -> Double { condition > 0 ? self : 0 }

  package func sum() -> Double { self }

  package func min() -> Double { self }

  package func smaller(_ other: Double) -> Double { Swift.min(self, other) }
}
