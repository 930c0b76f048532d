public import Atomistics

extension DatasetOptions {
  /// The units in a text such as `energy=hartree,force=hartree/bohr`.
  ///
  /// - Throws: `DatasetError.badOption` for something that is no quantity or no unit of it.
  public static func units(parsing text: String) throws(DatasetError) -> [Quantity: String] {
    var units: [Quantity: String] = [:]
    for (key, unit) in try assignments(text, example: "energy=hartree,force=hartree/bohr") {
      guard let quantity = Quantity(rawValue: key) else {
        throw .badOption(
          "`\(key)` has no unit to choose; those with one are "
            + Quantity.allCases.map(\.rawValue).joined(separator: ", "))
      }
      guard UnitTable.factor(of: unit, as: quantity) != nil else {
        throw .badOption(
          "`\(unit)` is no unit of \(key); use for example \(quantity.examples.joined(separator: ", "))")
      }
      units[quantity] = unit
    }
    return units
  }

  /// The elements in a text such as `H,C,O`.
  ///
  /// - Throws: `DatasetError.badOption` for something that is no symbol.
  public static func types(parsing text: String) throws(DatasetError) -> [Element] {
    var types: [Element] = []
    for symbol in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let element = Element(symbol: String(symbol)) else {
        throw .badOption("`\(symbol)` is no element; write symbols such as H,C,O")
      }
      types.append(element)
    }
    return types
  }

  /// The parts of a text such as `a=b,c=d`.
  fileprivate static func assignments(
    _ text: String, example: String
  ) throws(DatasetError) -> [(key: String, value: String)] {
    var pairs: [(key: String, value: String)] = []
    for part in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let mark = part.firstIndex(of: "="), mark > part.startIndex, part.index(after: mark) < part.endIndex
      else { throw .badOption("`\(part)` is not of the form key=value; write for example \(example)") }
      pairs.append((String(part[..<mark]), String(part[part.index(after: mark)...])))
    }
    guard Set(pairs.map(\.key)).count == pairs.count else {
      throw .badOption("`\(text)` gives something twice; give it once")
    }
    return pairs
  }
}

extension DatasetKeys {
  /// The names in a text such as `species=z,coordinates=pos,energies=E`.
  ///
  /// - Throws: `DatasetError.badOption` for something that is none of the properties, or without species or
  ///   coordinates.
  public init(parsing text: String) throws(DatasetError) {
    let example = "species=z,coordinates=pos,energies=E,forces=F"
    var names: [String: String] = [:]
    for (key, name) in try DatasetOptions.assignments(text, example: example) { names[key] = name }
    let known = [
      "species", "coordinates", "energies", "forces", "gradients", "cell", "virials", "stresses", "hessians",
    ]
    if let stranger = names.keys.sorted().first(where: { !known.contains($0) }) {
      throw .badOption("`\(stranger)` is nothing that is read; known are \(known.joined(separator: ", "))")
    }
    guard let species = names["species"], let coordinates = names["coordinates"] else {
      throw .badOption("species and coordinates must be named, for example \(example)")
    }
    self.init(
      species: species, coordinates: coordinates, energies: names["energies"], forces: names["forces"],
      gradients: names["gradients"], cell: names["cell"], virials: names["virials"],
      stresses: names["stresses"], hessians: names["hessians"])
  }
}
