/// Numbers condensed to one (FNV-1a on their bits), to see whether any has changed.
struct Condensation {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  mutating func add(_ numbers: [Double]) {
    for number in numbers { value = (value ^ number.bitPattern) &* 0x100_0000_01B3 }
  }

  mutating func add(_ vectors: [SIMD3<Double>]) {
    for vector in vectors { add([vector.x, vector.y, vector.z]) }
  }
}
