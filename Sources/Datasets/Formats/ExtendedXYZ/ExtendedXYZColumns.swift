/// Where species, positions, forces and rows of the Hessian stand in the line of an atom.
struct ExtendedXYZColumns {
  /// The column of the symbol or atomic number.
  private(set) var species: Int?

  /// The first of three columns each.
  private(set) var positions: Int?
  private(set) var forces: Int?

  /// The first of 9N columns: three rows of the Hessian.
  private(set) var hessian: Range<Int>?

  /// The number of columns.
  private(set) var count = 0

  /// Reads the value of `Properties`; without one, a symbol and three coordinates.
  init(
    _ properties: String?, keys: ExtendedXYZKeys, at location: ExtendedXYZLocation
  ) throws(ExtendedXYZError) {
    let text = properties ?? "species:S:1:pos:R:3"
    let broken = ExtendedXYZError.badProperties(
      path: location.path, line: location.line, text: text)
    let items = text.split(separator: ":", omittingEmptySubsequences: false)
    guard items.count.isMultiple(of: 3) else { throw broken }
    var forceNames: [String] = []
    for index in stride(from: 0, to: items.count, by: 3) {
      guard let width = Int(items[index + 2]), width > 0, width < 1_000_000 else { throw broken }
      switch (items[index].lowercased(), items[index + 1], width) {
      case ("species", "S", 1): species = count
      case ("z", "I", 1): species = species ?? count
      case ("pos", "R", 3): positions = count
      case (let name, "R", 3) where keys.forces.contains(name):
        forces = count
        forceNames.append(String(items[index]))
      case (let name, "R", _) where keys.hessians.contains(name): hessian = count..<count + width
      default: break
      }
      count += width
    }
    guard species != nil, positions != nil else { throw broken }
    guard forceNames.count <= 1 else {
      throw .ambiguous(path: location.path, line: location.line, keys: forceNames)
    }
  }
}
