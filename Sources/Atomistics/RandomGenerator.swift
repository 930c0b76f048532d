internal import Foundation

/// A seeded generator of random numbers with many independent streams.
///
/// Philox4x32-10: word n of stream s is a block cipher of (n, s) under the key `seed`. The whole state is
/// therefore three integers, streams never overlap, and equal states give equal numbers on every machine.
/// It passes the usual batteries of tests (TestU01 BigCrush). Not for cryptography.
///
/// Reference: Salmon, Moraes, Dror and Shaw 2011, doi:10.1145/2063384.2063405.
public struct RandomGenerator: RandomNumberGenerator, Sendable, Hashable, Codable {
  /// The seed.
  public let seed: UInt64

  /// The number of the stream.
  public let stream: UInt64

  /// How many words have been drawn.
  public private(set) var position: UInt64 = 0

  /// The second half of the last block, used when `position` is odd.
  private var pending: UInt64 = 0

  /// Creates a generator; different streams of one seed are independent.
  public init(seed: UInt64, stream: UInt64 = 0) {
    self.seed = seed
    self.stream = stream
  }

  /// Draws 64 random bits.
  public mutating func next() -> UInt64 {
    defer { position &+= 1 }
    guard position.isMultiple(of: 2) else { return pending }
    let block = Self.block(counter: position / 2, stream: stream, key: seed)
    pending = UInt64(block.w) << 32 | UInt64(block.z)
    return UInt64(block.y) << 32 | UInt64(block.x)
  }

  /// Ten rounds of Philox on the counter words (counter low, counter high, stream low, stream high).
  package static func block(counter: UInt64, stream: UInt64, key: UInt64) -> SIMD4<UInt32> {
    var words = SIMD4(
      UInt32(truncatingIfNeeded: counter), UInt32(truncatingIfNeeded: counter >> 32),
      UInt32(truncatingIfNeeded: stream), UInt32(truncatingIfNeeded: stream >> 32))
    var (low, high) = (UInt32(truncatingIfNeeded: key), UInt32(truncatingIfNeeded: key >> 32))
    for _ in 0..<10 {
      let first = UInt64(words.x) &* 0xD251_1F53
      let second = UInt64(words.z) &* 0xCD9E_8D57
      words = SIMD4(
        UInt32(truncatingIfNeeded: second >> 32) ^ words.y ^ low,
        UInt32(truncatingIfNeeded: second),
        UInt32(truncatingIfNeeded: first >> 32) ^ words.w ^ high,
        UInt32(truncatingIfNeeded: first))
      low &+= 0x9E37_79B9
      high &+= 0xBB67_AE85
    }
    return words
  }

  /// Draws a number uniformly from (0, 1], a multiple of 2⁻⁵³.
  public mutating func uniform() -> Double {
    Double((next() >> 11) + 1) * 0x1p-53
  }

  /// Draws two independent numbers from the normal distribution of mean 0 and variance 1.
  ///
  /// Box and Muller 1958, doi:10.1214/aoms/1177706645; always takes two words.
  public mutating func gaussianPair() -> SIMD2<Double> {
    let radius = (-2 * log(uniform())).squareRoot()
    let angle = 2 * Double.pi * uniform()
    return SIMD2(radius * cos(angle), radius * sin(angle))
  }

  /// Draws a number from the normal distribution of mean 0 and variance 1; takes two words.
  public mutating func gaussian() -> Double { gaussianPair().x }

  /// Draws three independent numbers from the normal distribution of mean 0 and variance 1.
  ///
  /// Takes four words; the fourth number is thrown away, so that no state is carried along.
  public mutating func gaussianVector() -> SIMD3<Double> {
    let first = gaussianPair()
    return SIMD3(first.x, first.y, gaussianPair().x)
  }
}
