/// The unit of a quantity in a file, and how it is known.
public struct UnitConvention: Hashable, Sendable {
  /// How a unit is known, the surest first.
  public enum Basis: String, Hashable, Sendable, Codable {
    /// The user said so (``DatasetOptions/units``).
    case chosen
    /// The file says so.
    case stated
    /// The documentation of the layout says so.
    case known
    /// It is usual in this layout, but files are known to differ: to be checked against the data.
    case assumed
  }

  /// What is measured.
  public var quantity: Quantity

  /// The unit as the file or the layout spells it.
  public var unit: String

  /// How it is known.
  public var basis: Basis

  /// The name that the file has for the quantity, for example `dft_total_gradient`.
  public var name: String

  /// Whether the file holds +∂E/∂R, which was turned into forces.
  public var isGradient: Bool

  public init(
    _ quantity: Quantity, unit: String, basis: Basis, name: String, isGradient: Bool = false
  ) {
    self.quantity = quantity
    self.unit = unit
    self.basis = basis
    self.name = name
    self.isGradient = isGradient
  }
}

extension UnitConvention: CustomStringConvertible {
  /// One line: `force (dft_total_gradient): hartree/bohr, stated by the file, sign turned`.
  public var description: String {
    let reason =
      switch basis {
      case .chosen: "as chosen"
      case .stated: "stated by the file"
      case .known: "known for the layout"
      case .assumed: "assumed"
      }
    let subject = name == quantity.rawValue ? name : "\(quantity.rawValue) (\(name))"
    return "\(subject): \(unit), \(reason)" + (isGradient ? ", sign turned" : "")
  }
}

extension [UnitConvention] {
  /// Adds the conventions of another part of a file, one of each name and unit.
  mutating func merge(_ others: [UnitConvention]) {
    for convention in others where !contains(convention) { append(convention) }
  }
}
