import CHDF5
import Foundation
import HDF5
import TestSupport
import Testing

/// Texts of variable length that claim more than the file has: libhdf5 would take as much memory before it looks.
@Suite struct TextLengthTests {
  private let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().path + "/Samples/greedy-text.h5"

  /// An attribute of a file of 6 KB that claims a text of 3 GB.
  @Test func attributesThatClaimMoreThanTheFileAreRefused() throws {
    let title = try #require(try HDF5File(reading: sample).root.attribute("title"))
    let error = #expect(throws: HDF5Error.self) { try title.readStrings() }
    #expect("\(try #require(error))".contains("title of / claims texts of 3221225472 bytes, but the whole file has "))
  }

  /// The longest of three texts is made to claim so much that all three together would be one byte more than the file.
  @Test func textsOfADatasetThatClaimMoreThanTheFileAreRefused() throws {
    let folder = try TemporaryFolder()
    let (path, copy) = (folder.path("sound.h5"), folder.path("damaged.h5"))
    let texts = ["a", String(repeating: "b", count: 12345), "ccc"]
    do {
      let file = try HDF5File(creating: path)
      try file.root.write(texts, to: "x")
      try file.flush()
    }
    #expect(try HDF5File(reading: path).root.dataset("x").readStrings() == texts)

    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    bytes.replaceSubrange(
      try #require(bytes.range(of: UInt32(12345).bytes)), with: UInt32(bytes.count - 4 + 1).bytes)
    try bytes.write(to: URL(fileURLWithPath: copy))
    let dataset = try HDF5File(reading: copy).root.dataset("x")
    #expect(try dataset.readStrings(rows: 2..<3) == ["ccc"])
    let error = #expect(throws: HDF5Error.self) { try dataset.readStrings() }
    #expect("\(try #require(error))".contains("/x claims texts of \(bytes.count + 1) bytes"))
  }
}

extension UInt32 {
  fileprivate var bytes: Data { withUnsafeBytes(of: littleEndian) { Data($0) } }
}
