import Atomistics
import Foundation

/// Total energies in proportion to those that free atoms with all their electrons have.
///
///     r = E / Σ_atoms e(Z),   e(Z) = −0.768745 Z^(7/3) + Z²/2 − 0.26990 Z^(5/3)  hartree
///
/// The expansion of the energy of neutral atoms (Schwinger 1981, doi:10.1103/PhysRevA.24.2353) is good to a few
/// hundredths from carbon on, and binding changes less. So r is 1 within some per cent for all-electron energies
/// in the right unit, 27.2 or 1/27.2 where eV and hartree were confused, and anything small where energies are
/// counted from atoms or leave out core electrons, about which nothing can be said.
public struct EnergyEvidence: Sendable, Hashable {
  /// The median of r over frames.
  public let ratio: Double
  /// The number of frames.
  public let count: Int

  init?(_ frames: [LabeledConfiguration]) {
    let ratios = frames.compactMap { frame -> Double? in
      let elements = frame.configuration.elements
      // The expansion is 8 % off for hydrogen, which must not dominate, and knows no relativity.
      guard let energy = frame.labels.energy, elements.contains(where: { $0.atomicNumber > 4 }),
        elements.allSatisfy({ $0.atomicNumber <= 36 })
      else { return nil }
      return energy / elements.reduce(0) { $0 + EnergyEvidence.energy(ofAtom: $1) }
    }
    guard ratios.count >= 3 else { return nil }
    ratio = ratios.sorted()[ratios.count / 2]
    count = ratios.count
  }

  /// The mistake that the ratio fits, "none" included; `nil` where it fits none.
  var mistake: UnitMistake? {
    UnitMistake.energies.first { abs(ratio * $0.factor - 1) < 0.05 }
  }

  /// The energy in eV of a free atom.
  private static func energy(ofAtom element: Element) -> Double {
    let z = Double(element.atomicNumber)
    let hartrees = -0.768745 * pow(z, 7 / 3) + z * z / 2 - 0.26990 * pow(z, 5 / 3)
    return hartrees * UnitTable.hartree
  }
}
