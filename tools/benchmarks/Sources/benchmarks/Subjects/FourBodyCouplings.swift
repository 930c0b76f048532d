internal import Sobolev

/// The multiply-adds of the four-body invariants of one atom.
///
/// For degrees l1 ≤ l2 ≤ l3 with an even sum and each pair of channels, the forward sweep couples the
/// pair to l3 (1.5 for each Gaunt term) and multiplies with every third channel (2 l3 + 1 each); the reverse
/// sweep couples again and goes back to all three factors.
struct FourBodyCouplings {
  private(set) var forward = 0.0
  private(set) var reverse = 0.0

  init(_ hyperparameters: DensityHyperparameters) {
    let (degree, channels) = (hyperparameters.tripleDegree, hyperparameters.tripleChannels)
    for l1 in stride(from: 1, through: degree, by: 1) {
      for l2 in stride(from: l1, through: degree, by: 1) {
        for l3 in stride(from: l2, through: min(degree, l1 + l2), by: 1) where (l1 + l2 + l3) % 2 == 0 {
          let terms = Double(Self.gauntTerms(l1, l2, l3))
          for first in 0..<channels {
            for second in (l1 == l2 ? first : 0)..<channels {
              let thirds = channels - (l2 == l3 ? second : 0)
              let products = Double(thirds * (2 * l3 + 1))
              forward += 1.5 * terms + products
              reverse += 4 * terms + 2 * products
            }
          }
        }
      }
    }
  }

  /// How many integrals of three real harmonics do not vanish: those with |m1| ± |m2| ± |m3| = 0 and an even
  /// number of sines (m < 0), but for a few that vanish by accident.
  private static func gauntTerms(_ l1: Int, _ l2: Int, _ l3: Int) -> Int {
    var count = 0
    for m1 in -l1...l1 {
      for m2 in -l2...l2 {
        for m3 in -l3...l3 {
          let orders = [abs(m1), abs(m2), abs(m3)].sorted()
          let sines = [m1, m2, m3].count { $0 < 0 }
          if orders[0] + orders[1] == orders[2], sines.isMultiple(of: 2) { count += 1 }
        }
      }
    }
    return count
  }
}
