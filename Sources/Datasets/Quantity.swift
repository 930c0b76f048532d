/// The physical quantities whose units are converted when a file is read.
public enum Quantity: String, CaseIterable, Sendable, Codable {
  case length, energy, force, virial, stress, hessian

  /// The powers of energy and length in it.
  var dimension: Dimension {
    switch self {
    case .length: Dimension(energy: 0, length: 1)
    case .energy, .virial: Dimension(energy: 1, length: 0)
    case .force: Dimension(energy: 1, length: -1)
    case .hessian: Dimension(energy: 1, length: -2)
    case .stress: Dimension(energy: 1, length: -3)
    }
  }

  /// The unit that the whole package computes in, as files spell it.
  var ownUnit: String {
    switch self {
    case .length: "angstrom"
    case .energy, .virial: "eV"
    case .force: "eV/angstrom"
    case .hessian: "eV/angstrom^2"
    case .stress: "eV/angstrom^3"
    }
  }

  /// Spellings to show in messages; the full table is in ``UnitTable``.
  var examples: [String] {
    switch self {
    case .length: ["angstrom", "bohr", "nm"]
    case .energy, .virial: ["eV", "hartree", "kcal/mol", "kJ/mol", "Ry"]
    case .force: ["eV/angstrom", "hartree/bohr", "kcal/mol/angstrom"]
    case .hessian: ["eV/angstrom^2", "hartree/bohr^2"]
    case .stress: ["eV/angstrom^3", "GPa", "kbar"]
    }
  }
}

/// The powers of energy and length in a unit; an amount of substance is dropped, as in kcal/mol.
struct Dimension: Hashable, Sendable {
  var energy: Int
  var length: Int
}
