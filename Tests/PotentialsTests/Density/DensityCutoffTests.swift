import Foundation
import Potentials
import Testing

@Suite("Cutoff functions of the density family")
struct DensityCutoffTests {
  /// f_c at x = r/r_c, written down from the definitions; polynomials as powers and their coefficients.
  private func definition(_ cutoff: DensityCutoff, _ x: Double) -> Double {
    func sum(_ coefficients: KeyValuePairs<Double, Double>) -> Double {
      coefficients.reduce(0) { $0 + $1.value * pow(x, $1.key) }
    }
    return switch cutoff {
    case .quartic: pow(1 - x * x, 4)
    case .cosine: 0.5 * (1 + cos(Double.pi * x))
    case .hyperbolicTangent: pow(tanh(1 - x), 3)
    case .exponential: exp(1 - 1 / (1 - x * x))
    case .polynomial1: sum([0: 1, 2: -3, 3: 2])
    case .polynomial2: sum([0: 1, 3: -10, 4: 15, 5: -6])
    case .polynomial3: sum([0: 1, 4: -35, 5: 84, 6: -70, 7: 20])
    case .polynomial4: sum([0: 1, 5: -126, 6: 420, 7: -540, 8: 315, 9: -70])
    }
  }

  @Test("the radial basis fades as each of them is defined", arguments: DensityCutoff.allCases)
  func values(cutoff: DensityCutoff) {
    let basis = RadialBasis<Real<Double>>(count: 1, cutoff: 4, scale: 1.5)
    for r in [0.7, 1.9, 3.3, 3.9, 4.1] {
      var point = basis.point(squaredDistance: Real(r * r))
      if let function = cutoff.function {
        basis.replaceCutoff(&point, by: function, distance: Real(r), inverse: Real(1 / r))
      }
      // f_0 is the cutoff function itself.
      var value = Real<Double>.zero
      basis.evaluate(point, into: &value)
      let expected = r < 4 ? definition(cutoff, r / 4) : 0
      // The powers above, with coefficients to 540, cancel near the cutoff.
      #expect(abs(value.real - expected) < 1e-13, "\(r) Å")
    }
  }
}
