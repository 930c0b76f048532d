public import Atomistics

/// Two elements in no order.
public struct ElementPair: Hashable, Sendable, Comparable {
  /// The element with the smaller atomic number.
  public let first: Element

  /// The other element, or the same.
  public let second: Element

  /// Creates the pair of two elements.
  public init(_ first: Element, _ second: Element) {
    self.first = min(first, second)
    self.second = max(first, second)
  }

  public static func < (left: ElementPair, right: ElementPair) -> Bool {
    (left.first, left.second) < (right.first, right.second)
  }
}

extension ElementPair: CustomStringConvertible {
  public var description: String { "\(first)-\(second)" }
}
