import Testing

@testable import Datasets

/// A test of exponents, four numbers at a time, must agree with one number after the other at every place.
@Suite struct FinitenessTests {
  private static let numbers: [Double] = [
    0, -0.0, 1, -1, .leastNonzeroMagnitude, -.leastNonzeroMagnitude, .leastNormalMagnitude, .greatestFiniteMagnitude,
    -.greatestFiniteMagnitude, .pi, 1e-300,
  ]
  private static let others: [Double] = [
    .infinity, -.infinity, .nan, -.nan, .signalingNaN, Double(bitPattern: 0x7FF0_0000_0000_0001),
    Double(bitPattern: .max),
  ]

  @Test func finiteNumbers() {
    #expect([Double]().areFinite)
    #expect(Self.numbers.areFinite)
    #expect(Self.numbers.map { SIMD3(0, $0, -1) }.areFinite)
  }

  @Test(arguments: others) func oneThatIsNotAtAnyPlace(_ other: Double) {
    for place in Self.numbers.indices {
      var numbers = Self.numbers
      numbers[place] = other
      #expect(!numbers.areFinite)
      #expect(!numbers[place...].areFinite)
      #expect(numbers[(place + 1)...].areFinite)
      for axis in 0..<3 {
        var vectors = Self.numbers.map { SIMD3($0, 1, $0) }
        vectors[place][axis] = other
        #expect(!vectors.areFinite)
      }
    }
  }
}
