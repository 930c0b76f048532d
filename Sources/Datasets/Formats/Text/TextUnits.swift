import Atomistics

/// The units of a text file, which cannot state them itself.
struct TextUnits: Sendable {
  private let units: [Quantity: String]
  private let chosen: Set<Quantity>
  private let factors: [Quantity: Double]

  /// - Parameters:
  ///   - usual: The units that are usual in the format.
  ///   - chosen: The units that the user chose, which come first.
  init(usual: [Quantity: String], chosen: [Quantity: String]) {
    units = usual.merging(chosen) { $1 }
    self.chosen = Set(chosen.keys)
    factors = Dictionary(
      uniqueKeysWithValues: units.map { ($0.key, UnitTable.factor(of: $0.value, as: $0.key) ?? .nan) })
  }

  /// eV and Å.
  static func electronvolts(chosen: [Quantity: String]) -> TextUnits {
    TextUnits(
      usual: Dictionary(uniqueKeysWithValues: Quantity.allCases.map { ($0, $0.ownUnit) }), chosen: chosen)
  }

  /// The value of the unit of a quantity in eV and Å.
  func factor(_ quantity: Quantity) -> Double { factors[quantity] ?? .nan }

  /// What a file with such frames assumes.
  func conventions(for frame: LabeledConfiguration) -> [UnitConvention] {
    let present: [(Quantity, Bool)] = [
      (.length, true), (.energy, frame.labels.energy != nil), (.force, frame.labels.forces != nil),
      (.virial, frame.labels.virial != nil), (.hessian, frame.labels.hessian != nil),
    ]
    return present.filter(\.1).map { quantity, _ in
      UnitConvention(
        quantity, unit: units[quantity] ?? "", basis: chosen.contains(quantity) ? .chosen : .assumed,
        name: quantity.rawValue)
    }
  }
}
