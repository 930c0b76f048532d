/// The bytes of NumPy arrays.
enum NumPyEncoder {
  /// The length of every header: enough for all shapes that occur, and a multiple of 64 as NumPy has it.
  static let headerLength = 128

  /// The header of format version 1 of an array in row order.
  static func header(_ type: String, shape: [Int]) -> [UInt8] {
    let lengths = shape.map { "\($0)," }.joined(separator: " ")
    let text = "{'descr': '\(type)', 'fortran_order': False, 'shape': (\(lengths)), }"
    let padding = String(repeating: " ", count: max(0, headerLength - 11 - text.utf8.count))
    let body = Array((text + padding + "\n").utf8)
    return NumPyHeader.magic + [1, 0, UInt8(body.count & 255), UInt8(body.count >> 8)] + body
  }

  /// An array of integers of one byte.
  static func bytes(_ values: [UInt8]) -> [UInt8] { header("|u1", shape: [values.count]) + values }

  /// An array of integers.
  static func integers(_ values: [Int]) -> [UInt8] {
    header("<i8", shape: [values.count]) + values.flatMap { littleEndian(UInt64(bitPattern: Int64($0))) }
  }

  /// An array of numbers.
  static func doubles(_ values: [Double], shape: [Int]) -> [UInt8] {
    header("<f8", shape: shape) + values.flatMap { littleEndian($0.bitPattern) }
  }

  /// An array of texts in UTF-32.
  static func texts(_ values: [String]) -> [UInt8] { texts(values, shape: [values.count]) }

  /// A single text.
  static func text(_ value: String) -> [UInt8] { texts([value], shape: []) }

  private static func texts(_ values: [String], shape: [Int]) -> [UInt8] {
    let width = max(1, values.map(\.unicodeScalars.count).max() ?? 1)
    return header("<U\(width)", shape: shape)
      + values.flatMap { text in
        let scalars = text.unicodeScalars.map(\.value)
        return (scalars + Array(repeating: 0, count: width - scalars.count)).flatMap { littleEndian($0) }
      }
  }

  private static func littleEndian(_ value: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: value.littleEndian) { Array($0) }
  }
}
