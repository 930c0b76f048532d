import Sobolev

/// Damage to the bytes of a file: flipped bits, striking numbers, moved, lost and added parts.
struct Mutation {
  private var generator: RandomGenerator

  /// The damage of one case; the same for the same seed and number.
  init(seed: UInt64, number: Int) {
    generator = RandomGenerator(seed: seed, stream: UInt64(number))
  }

  /// Draws an element.
  mutating func choose<Element>(_ elements: [Element]) -> Element {
    elements[Int.random(in: 0..<elements.count, using: &generator)]
  }

  /// Damages bytes in one to four ways; one case in fifty is left as it is.
  mutating func damage(_ bytes: inout [UInt8], isText: Bool) {
    guard Int.random(in: 0..<50, using: &generator) > 0 else { return }
    for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
      if isText && Bool.random(using: &generator) { replaceWord(in: &bytes) } else { damageOnce(&bytes) }
    }
  }

  private static let strikingNumbers: [UInt64] = [
    0, 1, 2, 0x7F, 0x80, 0xFF, 0x7FFF, 0x8000, 0xFFFF, 1 << 20, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 1 << 40,
    .max >> 1, 1 << 63, .max, 0x7FF0_0000_0000_0000, 0x7FF8_0000_0000_0000,
  ]

  private mutating func damageOnce(_ bytes: inout [UInt8]) {
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    let length = min(Int.random(in: 1...64, using: &generator), bytes.count - place)
    switch Int.random(in: 0..<20, using: &generator) {
    case 0..<7: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 7..<10: bytes[place] = .random(in: 0...255, using: &generator)
    case 10..<15:
      let number = choose(Mutation.strikingNumbers)
      for index in 0..<min(choose([1, 2, 4, 8]), bytes.count - place) {
        bytes[place + index] = UInt8(truncatingIfNeeded: number >> UInt64(8 * index))
      }
    case 15: bytes.replaceSubrange(place..<place + length, with: repeatElement(0, count: length))
    case 16: bytes.removeSubrange(place..<place + length)
    case 17: bytes.removeSubrange(place...)
    case 18: bytes.insert(contentsOf: bytes[place..<place + length], at: place)
    default:
      let source = Int.random(in: 0...bytes.count - length, using: &generator)
      bytes.replaceSubrange(place..<place + length, with: bytes[source..<source + length])
    }
  }

  private static let strikingWords = [
    "", "nan", "inf", "-inf", "1e400", "1e-400", "-1", "0", "99999999999999999999", "0x10", "1d3", "\"", "Lattice=", "=",
    "\n", "\r\n", "\t", "\u{FFFD}", "H", "Xx", "begin", "end", "energy", "3", "1000000000", "S:1:", ":R:3", "'", "{", "()",
  ]

  private mutating func replaceWord(in bytes: inout [UInt8]) {
    let gaps = bytes.indices.filter { bytes[$0] == UInt8(ascii: " ") || bytes[$0] == UInt8(ascii: "\n") }
    guard gaps.count > 1 else { return }
    let index = Int.random(in: 0..<gaps.count - 1, using: &generator)
    bytes.replaceSubrange(gaps[index] + 1..<gaps[index + 1], with: Array(choose(Mutation.strikingWords).utf8))
  }
}
