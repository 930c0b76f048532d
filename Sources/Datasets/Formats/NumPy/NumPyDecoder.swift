/// Turns the bytes of a NumPy array into numbers and texts.
enum NumPyDecoder {
  /// Numbers of any type as Float64.
  static func doubles(_ bytes: [UInt8], _ type: NumPyType) -> [Double] {
    switch (type.kind, type.size) {
    case (.float, 2): patterns(bytes, UInt16.self, type) { halfPrecision($0) }
    case (.float, 4): patterns(bytes, UInt32.self, type) { Double(Float(bitPattern: $0)) }
    case (.float, _): patterns(bytes, UInt64.self, type) { Double(bitPattern: $0) }
    // The one integer type that does not fit into the signed ones.
    case (.unsigned, 8): patterns(bytes, UInt64.self, type) { Double($0) }
    default: (integers(bytes, type) ?? []).map { Double($0) }
    }
  }

  /// Integers and truth values; `nil` when one is too large.
  static func integers(_ bytes: [UInt8], _ type: NumPyType) -> [Int]? {
    switch (type.kind, type.size) {
    case (.signed, 1): return patterns(bytes, UInt8.self, type) { Int(Int8(bitPattern: $0)) }
    case (.signed, 2): return patterns(bytes, UInt16.self, type) { Int(Int16(bitPattern: $0)) }
    case (.signed, 4): return patterns(bytes, UInt32.self, type) { Int(Int32(bitPattern: $0)) }
    case (.signed, _): return patterns(bytes, UInt64.self, type) { Int(Int64(bitPattern: $0)) }
    case (.unsigned, 1), (.boolean, _): return patterns(bytes, UInt8.self, type) { Int($0) }
    case (.unsigned, 2): return patterns(bytes, UInt16.self, type) { Int($0) }
    case (.unsigned, 4): return patterns(bytes, UInt32.self, type) { Int($0) }
    default:
      let values = patterns(bytes, UInt64.self, type) { Int(exactly: $0) }
      let integers = values.compactMap { $0 }
      return integers.count == values.count ? integers : nil
    }
  }

  /// Texts without the zeros that fill them up.
  static func texts(_ bytes: [UInt8], _ type: NumPyType) -> [String] {
    stride(from: 0, to: bytes.count, by: type.size).map { start in
      let own = bytes[start..<start + type.size]
      if type.kind == .bytes { return String(decoding: own.trimmingZeros, as: UTF8.self) }
      let scalars = patterns(Array(own), UInt32.self, type) { $0 }.trimmingZeros
      return String(String.UnicodeScalarView(scalars.map { Unicode.Scalar($0) ?? "\u{FFFD}" }))
    }
  }

  /// Integers of a width in the machine's byte order, each turned into something.
  private static func patterns<Bits: FixedWidthInteger & BitwiseCopyable, Result>(
    _ bytes: [UInt8], _: Bits.Type, _ type: NumPyType, _ convert: (Bits) -> Result
  ) -> [Result] {
    bytes.withUnsafeBytes { raw in
      stride(from: 0, to: raw.count, by: MemoryLayout<Bits>.size).map { offset in
        let stored = raw.loadUnaligned(fromByteOffset: offset, as: Bits.self)
        return convert(type.isBigEndian ? Bits(bigEndian: stored) : Bits(littleEndian: stored))
      }
    }
  }

  /// IEEE binary16, which Swift lacks on some processors.
  private static func halfPrecision(_ bits: UInt16) -> Double {
    let sign = bits >> 15 == 0 ? 1.0 : -1.0
    let (exponent, fraction) = (Int(bits >> 10 & 31), Double(bits & 1023))
    return switch exponent {
    case 0: sign * fraction * 0x1p-24
    case 31: fraction == 0 ? sign * .infinity : .nan
    default: sign * (1024 + fraction) * Double(sign: .plus, exponent: exponent - 25, significand: 1)
    }
  }
}

extension Sequence where Element: BinaryInteger {
  /// Without the zeros at the end.
  fileprivate var trimmingZeros: [Element] {
    var copy = Array(self)
    while copy.last == 0 { copy.removeLast() }
    return copy
  }
}
