import Foundation
import Potentials
import Testing

@Suite("Cutoff functions of the density family")
struct DensityCutoffTests {
  /// f_c at x = r/r_c, written down from the definitions.
  private func definition(_ cutoff: DensityCutoff, _ x: Double) -> Double {
    switch cutoff {
    case .quartic: pow(1 - x * x, 4)
    case .cosine: 0.5 * (1 + cos(Double.pi * x))
    case .hyperbolicTangent: pow(tanh(1 - x), 3)
    case .exponential: exp(1 - 1 / (1 - x * x))
    case .polynomial1: 1 - 3 * pow(x, 2) + 2 * pow(x, 3)
    case .polynomial2: 1 - 10 * pow(x, 3) + 15 * pow(x, 4) - 6 * pow(x, 5)
    case .polynomial3: 1 - 35 * pow(x, 4) + 84 * pow(x, 5) - 70 * pow(x, 6) + 20 * pow(x, 7)
    case .polynomial4:
      1 - 126 * pow(x, 5) + 420 * pow(x, 6) - 540 * pow(x, 7) + 315 * pow(x, 8) - 70 * pow(x, 9)
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
