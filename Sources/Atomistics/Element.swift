/// A chemical element, known by its atomic number.
public struct Element: Hashable, Sendable, Comparable {
  /// The number of protons, 1-118.
  public let atomicNumber: Int

  /// Creates the element with an atomic number, or `nil` outside 1-118.
  public init?(atomicNumber: Int) {
    guard (1...Element.table.count).contains(atomicNumber) else { return nil }
    self.atomicNumber = atomicNumber
  }

  /// Creates the element with a symbol such as `Si`, or `nil` when no element has it.
  ///
  /// Case matters: `Co` is cobalt, `CO` is not an element.
  public init?(symbol: String) {
    guard let index = Element.table.firstIndex(where: { $0.symbol == symbol }) else { return nil }
    atomicNumber = index + 1
  }

  /// The symbol, for example `Si`.
  public var symbol: String { Element.table[atomicNumber - 1].symbol }

  /// The standard atomic mass in amu.
  public var mass: Double { Element.table[atomicNumber - 1].mass }

  /// The covalent radius in Å.
  public var covalentRadius: Double { Element.table[atomicNumber - 1].covalentRadius }

  public static func < (left: Element, right: Element) -> Bool {
    left.atomicNumber < right.atomicNumber
  }
}

extension Element: CustomStringConvertible {
  public var description: String { symbol }
}
