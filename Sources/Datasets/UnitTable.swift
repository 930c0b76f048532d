/// The units that files may state, with their values in eV and Å (CODATA 2018,
/// doi:10.1103/RevModPhys.93.025010).
///
/// A unit is a product of the names below, each with an optional power: `eV/angstrom^2`, `kcal/mol/Å`,
/// `Ha bohr^-1`, `GPa`. Letters keep their case: `meV` is not `MeV`.
enum UnitTable {
  private struct Unit {
    var value: Double
    var dimension: Dimension
  }

  static let hartree = 27.211386245988
  static let bohr = 0.529177210903
  /// From the exact Avogadro constant and elementary charge of the SI.
  private static let kilojoulePerMole = 1e3 / (6.02214076e23 * 1.602176634e-19)

  private static let units: [String: Unit] = {
    func entries(_ names: String, _ value: Double, energy: Int = 0, length: Int = 0) -> [(String, Unit)] {
      names.split(separator: " ").map {
        (String($0), Unit(value: value, dimension: Dimension(energy: energy, length: length)))
      }
    }
    let table =
      entries("eV ev electronvolt", 1, energy: 1)
      + entries("meV", 1e-3, energy: 1)
      + entries("Ha ha hartree Hartree Eh E_h", hartree, energy: 1)
      + entries("Ry rydberg Rydberg", hartree / 2, energy: 1)
      + entries("mRy", hartree / 2000, energy: 1)
      + entries("kcal", 4.184 * kilojoulePerMole, energy: 1)
      + entries("kJ kj", kilojoulePerMole, energy: 1)
      // Kilojoule and kilocalorie stand above for one particle's share of a mole of them.
      + entries("mol mole", 1)
      + entries("angstrom angstroms Angstrom Angstroms Ang ang A Å", 1, length: 1)
      + entries("bohr Bohr a0 a_0 au", bohr, length: 1)
      + entries("nm nanometer", 10, length: 1)
      + entries("GPa gpa", 1 / 160.2176634, energy: 1, length: -3)
      + entries("kbar kB kilobar", 1 / 1602.176634, energy: 1, length: -3)
      + entries("bar", 1 / 1_602_176.634, energy: 1, length: -3)
    return Dictionary(table) { first, _ in first }
  }()

  /// The value of one such unit in eV and Å, or `nil` when it is unknown or not a unit of that quantity.
  static func factor(of text: String, as quantity: Quantity) -> Double? {
    guard let unit = parse(text), unit.dimension == quantity.dimension else { return nil }
    // kcal and kJ are energies of a mole; without `/mol` they are a mistake of 23 orders of magnitude.
    let perMole = text.contains("mol")
    let isMolar = text.contains("kcal") || text.contains("kJ") || text.contains("kj")
    return perMole == isMolar ? unit.value : nil
  }

  private static func parse(_ text: String) -> Unit? {
    var product = Unit(value: 1, dimension: Dimension(energy: 0, length: 0))
    var sign = 1
    // The sign before the parenthesis that is open: `kcal/(mol*angstrom)`.
    var outerSign = 1
    var token = ""
    for character in normalize(text) + "*" {
      switch character {
      case "(" where token.isEmpty && outerSign == 1:
        outerSign = sign
      case ")":
        outerSign = 1
      case "*", "/":
        guard multiply(&product, by: token, sign: sign) else { return nil }
        token = ""
        sign = character == "/" ? -outerSign : outerSign
      default:
        token.append(character)
      }
    }
    return product
  }

  /// One spelling for powers, products and the letter Å.
  private static func normalize(_ text: String) -> String {
    // Most are spelled so already; the search for others would take a tenth of the time of opening a small file.
    if text.utf8.allSatisfy({ isPlain($0) }) { return text }
    var plain = text
    for (spelling, replacement) in [
      ("\u{212B}", "Å"), ("A\u{030A}", "Å"), ("**", "^"), ("²", "^2"), ("³", "^3"), ("⁻¹", "^-1"),
      ("⁻^2", "^-2"),
      ("·", "*"), (" / ", "/"), (" * ", "*"), (" ", "*"),
    ] {
      plain = plain.replacing(spelling, with: replacement)
    }
    // H5MD writes powers without a caret: `kJ mol-1 nm-1`.
    return plain.replacing(#/([A-Za-zÅ])([+-][0-9])/#) { "\($0.1)^\($0.2)" }
  }

  /// Whether a character is part of a name, a positive power or a quotient, whatever stands beside it.
  private static func isPlain(_ character: UInt8) -> Bool {
    switch character {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"): true
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "/"), UInt8(ascii: "^"): true
    default: false
    }
  }

  private static func multiply(_ product: inout Unit, by token: String, sign: Int) -> Bool {
    let parts = token.split(separator: "^", omittingEmptySubsequences: false)
    guard let unit = units[String(parts[0])], parts.count <= 2 else { return false }
    guard let power = parts.count == 1 ? 1 : Int(parts[1]), (-6...6).contains(power) else { return false }
    for _ in 0..<abs(power) {
      product.value = sign * power > 0 ? product.value * unit.value : product.value / unit.value
    }
    product.dimension.energy += sign * power * unit.dimension.energy
    product.dimension.length += sign * power * unit.dimension.length
    return true
  }
}
