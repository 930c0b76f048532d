import Atomistics
import Foundation
import Testing

@Suite struct RandomGeneratorTests {
  /// The known answers published with the algorithm (Random123, `kat_vectors`, philox4x32-10).
  @Test func givesThePublishedWords() {
    #expect(
      RandomGenerator.block(counter: 0, stream: 0, key: 0)
        == [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8])
    #expect(
      RandomGenerator.block(counter: .max, stream: .max, key: .max)
        == [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd])
    #expect(
      RandomGenerator.block(
        counter: 0x85a3_08d3_243f_6a88, stream: 0x0370_7344_1319_8a2e, key: 0x299f_31d0_a409_3822)
        == [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1])
  }

  @Test func streamsAndSeedsDifferAndEqualOnesAgree() {
    func words(_ seed: UInt64, _ stream: UInt64) -> [UInt64] {
      var generator = RandomGenerator(seed: seed, stream: stream)
      return (0..<5).map { _ in generator.next() }
    }
    #expect(words(1, 2) == words(1, 2))
    #expect(Set([words(1, 2), words(2, 1), words(1, 3), words(1, 0)].flatMap { $0 }).count == 20)
  }

  @Test func goesOnAfterBeingSaved() throws {
    var generator = RandomGenerator(seed: 3)
    for _ in 0..<7 { _ = generator.gaussian() }
    _ = generator.next()
    var copy = try JSONDecoder().decode(
      RandomGenerator.self, from: JSONEncoder().encode(generator))
    #expect(copy.position == 15)
    for _ in 0..<5 { #expect(copy.next() == generator.next()) }
  }

  /// The first four moments of 200 000 numbers, and that neighbors are not correlated.
  @Test func gaussianNumbersAreNormal() {
    var generator = RandomGenerator(seed: 17)
    let count = 200_000
    var moments = [0.0, 0, 0, 0]
    var correlation = SIMD3<Double>.zero
    for _ in 0..<count / 3 {
      let vector = generator.gaussianVector()
      correlation += vector * SIMD3(vector.y, vector.z, vector.x)
      for axis in 0..<3 {
        for power in 0..<4 { moments[power] += pow(vector[axis], Double(power + 1)) }
      }
    }
    // Standard errors of the moments are √(1, 2, 15, 96) / √n; the bounds are four of these.
    let error = 1 / Double(count).squareRoot()
    #expect(abs(moments[0] / Double(count)) < 4 * error)
    #expect(abs(moments[1] / Double(count) - 1) < 4 * error * 2.0.squareRoot())
    #expect(abs(moments[2] / Double(count)) < 4 * error * 15.0.squareRoot())
    #expect(abs(moments[3] / Double(count) - 3) < 4 * error * 96.0.squareRoot())
    #expect((correlation / Double(count / 3)).norm < 4 * (9 / Double(count)).squareRoot())
  }

  @Test func uniformNumbersAreNeverZero() {
    var generator = RandomGenerator(seed: 0)
    var histogram = Array(repeating: 0, count: 10)
    for _ in 0..<50_000 {
      let number = generator.uniform()
      #expect(number > 0 && number <= 1)
      histogram[min(9, Int(10 * number))] += 1
    }
    // Each tenth holds 5000 ± 67; the bound is four and a half of these.
    #expect(histogram.allSatisfy { abs($0 - 5000) < 300 })
  }
}
