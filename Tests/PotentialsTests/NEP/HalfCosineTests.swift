import Foundation
import Potentials
import Testing

@Suite("NEP: the cosine cutoff")
struct HalfCosineTests {
  @Test("the value and its derivatives in Float64")
  func double() {
    for step in 0...1000 {
      let w = Double(step) / 1000
      let (value, slope) = HalfCosine.evaluate(Dual(w, dual: 1))
      let expected = 0.5 * (1 - cos(.pi * w))
      // Eight roundings of numbers up to 1: four in the sine of the quarter turn, which squaring counts twice.
      #expect(abs(value.real - expected) < 8 * 0x1p-53)
      #expect(value.dual == slope.real || abs(value.dual - slope.real) < 1e-15)
      #expect(abs(slope.real - 0.5 * .pi * sin(.pi * w)) < 2e-15)
      #expect(abs(slope.dual - 0.5 * .pi * .pi * cos(.pi * w)) < 5e-15)
    }
  }

  @Test("the value and its slope in Float32")
  func single() {
    for step in 0...1000 {
      let w = Float(step) / 1000
      let (value, slope) = HalfCosine.evaluate(Real(SIMD16<Float>(repeating: w)))
      let expected = 0.5 * (1 - cos(.pi * Double(w)))
      // Eight roundings, as in Float64.
      #expect(abs(Double(value.real[3]) - expected) < 8 * 0x1p-24)
      #expect(abs(Double(slope.real[3]) - 0.5 * .pi * sin(.pi * Double(w))) < 5e-7)
    }
  }

  @Test("nothing is left at the cutoff")
  func end() {
    let (value, slope) = HalfCosine.evaluate(Dual<Double>.zero)
    #expect(value.real == 0 && slope.real == 0 && value.dual == 0)
  }
}
