import Foundation
import TestSupport
import Testing

@testable import Datasets

/// The NumPy reader against files that NumPy wrote (tools/datasets/numpy_samples.py).
@Suite struct NumPyTests {
  static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Samples/numpy/"

  private func array(_ name: String) throws -> NumPyArray { try NumPyArray(path: Self.folder + name) }

  /// Element (i, j, k) is 100 i + 10 j + k − offset.
  private func expected(offset: Double, rows: Range<Int> = 0..<3) -> [Double] {
    rows.flatMap { i in
      (0..<2).flatMap { j in (0..<4).map { k in Double(100 * i + 10 * j + k) - offset } }
    }
  }

  @Test(arguments: [
    "little-f8", "big-f8", "little-f4", "big-f4", "little-f2", "little-i8", "big-i4", "little-i2",
    "little-u8", "big-u2", "little-u4", "fortran", "version2", "version3",
  ])
  func numbersOfEveryTypeAndOrder(_ name: String) throws {
    let array = try array(name + ".npy")
    let offset = name.contains("-u") ? 0.0 : 5
    #expect(array.shape == [3, 2, 4])
    #expect(try array.numbers() == expected(offset: offset))
    #expect(try array.numbers(rows: 1..<3) == expected(offset: offset, rows: 1..<3))
    #expect(try array.numbers(rows: 2..<2) == [])
    #expect(try array.integers(rows: 0..<1) == expected(offset: offset, rows: 0..<1).map { Int($0) })
  }

  @Test func smallTypesAndTexts() throws {
    #expect(try array("bytes.npy").integers() == [-3, 0, 127, -128])
    #expect(try array("booleans.npy").integers() == [1, 0, 1])
    #expect(try array("ascii.npy").texts() == ["H", "", "Cl"])
    for name in ["unicode.npy", "unicode-big.npy"] {
      #expect(try array(name).texts() == ["kcal/mol", "Å", ""])
      #expect(try array(name).texts(rows: 1..<2) == ["Å"])
    }
    #expect(try array("scalar.npy").text() == "eV")
    #expect(try array("empty.npy").numbers() == [])
  }

  @Test(arguments: [
    ("objects.npy", "pickled Python objects"), ("records.npy", "records of several fields"),
    ("complex.npy", "elements of the type <c16"),
  ])
  func whatIsNoNumberOrTextIsRefused(_ name: String, _ words: String) throws {
    let error = #expect(throws: DatasetError.self) { try array(name) }
    #expect(error?.description.contains(words) == true)
    #expect(error?.description.hasPrefix(Self.folder + name) == true)
  }

  @Test func wrongKindsAreRefused() throws {
    #expect(throws: DatasetError.self) { try array("ascii.npy").numbers() }
    #expect(throws: DatasetError.self) { try array("bytes.npy").texts() }
    #expect(throws: DatasetError.self) { try array("deflated.npz") }
  }

  @Test func everyTruncationIsAnError() throws {
    let whole = try Data(contentsOf: URL(fileURLWithPath: Self.folder + "little-f4.npy"))
    let folder = try TemporaryFolder()
    for count in stride(from: 0, to: whole.count, by: 7) {
      let path = folder.path("\(count).npy")
      try whole.prefix(count).write(to: URL(fileURLWithPath: path))
      #expect(throws: DatasetError.self) { try NumPyArray(path: path) }
    }
  }

  @Test(arguments: ["stored.npz", "deflated.npz"])
  func archives(_ name: String) throws {
    let archive = try ZipArchive(path: Self.folder + name)
    let entries = Dictionary(uniqueKeysWithValues: archive.entries.map { ($0.name, $0) })
    let array = try NumPyArray(archive.open(#require(entries["R.npy"])), name: name)
    #expect(try array.numbers(rows: 1..<2) == expected(offset: 5, rows: 1..<2))
    #expect(try NumPyArray(archive.open(#require(entries["name.npy"])), name: name).text() == "test")
    if let large = entries["large.npy"] {
      // 320 kB pass through the inflater in several pieces.
      #expect(try NumPyArray(archive.open(large), name: name).numbers() == (0..<40000).map { Double($0) })
    }
  }

  /// One flipped bit anywhere in an archive is an error or changes nothing: every byte of the arrays is under
  /// a checksum, and the rest is read consistently or not at all.
  @Test(arguments: ["stored.npz", "deflated.npz"])
  func aFlippedBitNeverChangesANumber(_ name: String) throws {
    let whole = [UInt8](try Data(contentsOf: URL(fileURLWithPath: Self.folder + name)))
    let folder = try TemporaryFolder()
    let path = folder.path(name)
    for position in stride(from: 0, to: whole.count, by: whole.count / 300) {
      var bytes = whole
      bytes[position] ^= 1 << UInt8(position % 8)
      try Data(bytes).write(to: URL(fileURLWithPath: path))
      guard let archive = try? ZipArchive(path: path) else { continue }
      guard let entry = archive.entries.first(where: { $0.name == "R.npy" }) else { continue }
      guard let region = try? archive.open(entry) else { continue }
      #expect(try NumPyArray(region, name: name).numbers() == expected(offset: 5))
    }
  }
}
