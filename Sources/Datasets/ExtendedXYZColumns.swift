/// Where species, positions and forces stand in the line of an atom.
struct ExtendedXYZColumns {
  /// The column of the symbol or atomic number.
  private(set) var species: Int?

  /// The first of three columns each.
  private(set) var positions: Int?
  private(set) var forces: Int?

  /// The number of columns.
  private(set) var count = 0

  /// Reads the value of `Properties`; without one, a symbol and three coordinates.
  init(_ properties: String?, at location: ExtendedXYZLocation) throws(ExtendedXYZError) {
    let text = properties ?? "species:S:1:pos:R:3"
    let broken = ExtendedXYZError.badProperties(
      path: location.path, line: location.line, text: text)
    let items = text.split(separator: ":", omittingEmptySubsequences: false)
    guard items.count.isMultiple(of: 3) else { throw broken }
    for index in stride(from: 0, to: items.count, by: 3) {
      guard let width = Int(items[index + 2]), width > 0, width < 1000 else { throw broken }
      switch (items[index], items[index + 1], width) {
      case ("species", "S", 1): species = count
      case ("Z", "I", 1): species = species ?? count
      case ("pos", "R", 3): positions = count
      case ("forces", "R", 3), ("force", "R", 3): forces = count
      default: break
      }
      count += width
    }
    guard species != nil, positions != nil else { throw broken }
  }
}
