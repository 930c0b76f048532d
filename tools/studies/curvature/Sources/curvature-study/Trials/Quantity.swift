internal import Foundation

/// A quantity whose error is reported.
enum Quantity: String, CaseIterable {
  case energy
  /// The energy, with the mean error of each molecule taken off: of sets of several molecules.
  case relativeEnergy = "relative_energy"
  case force, hessian, frequency

  /// Those that every set has.
  static let ofAllSets: [Quantity] = [.energy, .force, .hessian, .frequency]

  /// What stands above its column.
  var title: String {
    switch self {
    case .energy: "E, meV"
    case .relativeEnergy: "E − mean, meV"
    case .force: "F, meV/Å"
    case .hessian: "H, eV/Å²"
    case .frequency: "ω, cm⁻¹"
    }
  }

  /// An error as tables show it.
  func text(_ error: Double) -> String {
    String(format: self == .hessian ? "%.3f" : error < 100 ? "%.1f" : "%.0f", error)
  }
}
