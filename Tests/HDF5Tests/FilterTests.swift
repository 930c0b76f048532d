import Foundation
import Testing

@testable import HDF5

/// Filters of chunked datasets, in a file that h5py wrote (tools/datasets/hdf5_samples.py).
@Suite struct FilterTests {
  private static let sample =
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Samples/filters.h5"

  /// Element (i, j) is (7 i + j) mod 11 − i / 3; 7 i + j is its place in row order.
  private let expected: [Double] = (0..<700).map { place in
    let remainder: Int = place % 11
    let row: Int = place / 7
    return Double(remainder) - Double(row) / 3
  }

  private func dataset(_ name: String) throws -> HDF5Dataset {
    try HDF5File(reading: Self.sample).root.dataset(name)
  }

  @Test(arguments: ["plain", "chunked", "gzip", "gzip-shuffle", "lzf", "lzf-shuffle", "lzf-fletcher"])
  func everyEncodingGivesTheSameNumbers(_ name: String) throws {
    #expect(try dataset(name).read(Double.self) == expected)
    #expect(try dataset(name).read(Double.self, rows: 30..<50) == Array(expected[210..<350]))
  }

  @Test func runsAndNoiseByLZF() throws {
    #expect(try dataset("lzf-runs").read(Double.self) == (0..<2000).map { Double($0 / 400) })
    #expect(try dataset("lzf-noise").read(Int.self) == dataset("noise").read(Int.self))
  }

  /// Decodes bytes; `nil` where they are refused.
  private func decode(_ bytes: [UInt8]) -> [UInt8]? {
    bytes.withUnsafeBytes { input in
      guard let count = LZF.decodedCount(input) else { return nil }
      // Guard bytes behind the output show writing beyond its end.
      var output = [UInt8](repeating: 0xA5, count: count + 8)
      let isWhole = output.withUnsafeMutableBytes { buffer in
        LZF.decode(input, into: UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
      }
      #expect(output[count...].allSatisfy { $0 == 0xA5 })
      return isWhole ? Array(output[..<count]) : nil
    }
  }

  @Test func aDamagedStreamIsRefused() {
    // Two literals, then 3 bytes from 2 back, then 9 + 4 bytes from 1 back.
    #expect(decode([1, 5, 6, 0x20, 1, 0xE0, 4, 0]) == [5, 6, 5, 6, 5] + Array(repeating: 5, count: 13))
    #expect(decode([1, 5]) == nil)
    #expect(decode([0, 5, 0x20]) == nil)
    #expect(decode([0, 5, 0x20, 1]) == nil)
    #expect(decode([]) == [])
  }

  @Test func noStreamWritesBeyondItsEnd() {
    // 64-bit linear congruential generator with Knuth's constants: the same bytes in every run.
    var state: UInt64 = 1
    func random() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return UInt8(truncatingIfNeeded: state >> 56)
    }
    var decoded = 0
    for length in 0..<20000 {
      // Mostly short literals, so that many streams are whole.
      let bytes = (0..<length % 40).map { $0 % 3 == 0 ? random() & 0x23 : random() }
      if decode(bytes) != nil { decoded += 1 }
    }
    #expect(decoded > 500)
  }
}
