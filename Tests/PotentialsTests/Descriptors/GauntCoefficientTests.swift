import Potentials
import Testing

@Suite("Gaunt coefficients in Racah's normalization")
struct GauntCoefficientTests {
  private func value(_ l: (Int, Int, Int), _ m: (Int, Int, Int)) -> Double {
    GauntCoefficients.terms(l.0, l.1, l.2).first {
      $0.first == l.0 + m.0 && $0.second == l.1 + m.1 && $0.third == l.2 + m.2
    }?.value ?? 0
  }

  @Test("averages over the sphere worked out by hand")
  func known() {
    // ⟨z z P₂⟩ = ½ ∫ z² (3z² − 1)/2 dz = 2/15, and so on.
    #expect(abs(value((1, 1, 2), (0, 0, 0)) - 2.0 / 15) < 1e-15)
    #expect(abs(value((2, 2, 2), (0, 0, 0)) - 2.0 / 35) < 1e-15)
    #expect(abs(value((1, 2, 3), (0, 0, 0)) - 3.0 / 35) < 1e-15)
    // ⟨x x P₂⟩ = (3/15 − 1/3)/2, ⟨x x √3/2 (x² − y²)⟩ = √3/2 (1/5 − 1/15), ⟨x y √3 x y⟩ = √3/15.
    #expect(abs(value((1, 1, 2), (1, 1, 0)) + 1.0 / 15) < 1e-15)
    #expect(abs(value((1, 1, 2), (1, 1, 2)) - 3.0.squareRoot() / 15) < 1e-15)
    #expect(abs(value((1, 1, 2), (1, -1, -2)) - 3.0.squareRoot() / 15) < 1e-15)
    #expect(abs(value((1, 1, 2), (-1, -1, 2)) + 3.0.squareRoot() / 15) < 1e-15)
  }

  @Test("sums of squares are the squared 3j symbols (l1 l2 l3; 0 0 0)²")
  func sums() {
    let known: [(l: SIMD3<Int>, square: Double)] = [
      ([1, 1, 2], 2 / 15), ([2, 2, 2], 2 / 35), ([1, 2, 3], 3 / 35), ([2, 2, 4], 2 / 35),
      ([1, 3, 4], 4 / 63), ([2, 3, 3], 4 / 105),
    ]
    for (l, square) in known {
      let terms = GauntCoefficients.terms(l.x, l.y, l.z)
      let sum = terms.reduce(0.0) { $0 + $1.value * $1.value }
      #expect(abs(sum - square) < 1e-14, "\(l)")
    }
  }

  @Test("degrees that do not form a triangle, or of odd sum, do not couple")
  func selection() {
    #expect(GauntCoefficients.terms(1, 1, 3).isEmpty)
    #expect(GauntCoefficients.terms(1, 1, 1).isEmpty)
    #expect(GauntCoefficients.terms(1, 2, 2).isEmpty)
  }
}
