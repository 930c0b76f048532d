import Foundation
import HDF5
import TestSupport
import Testing

@Suite struct BadFileTests {
  @Test func missingFileFolderAndForeignFile() throws {
    let folder = try TemporaryFolder()
    let absent = folder.path("absent.h5")
    #expect(throws: HDF5Error.noSuchFile(file: absent)) { try HDF5File(reading: absent) }
    #expect(throws: HDF5Error.isDirectory(file: folder.url.path)) { try HDF5File(reading: folder.url.path) }
    let foreign = folder.path("foreign.h5")
    try Data("energy forces".utf8).write(to: URL(fileURLWithPath: foreign))
    #expect(throws: HDF5Error.notHDF5(file: foreign)) { try HDF5File(reading: foreign) }
    let empty = folder.path("empty.h5")
    try Data().write(to: URL(fileURLWithPath: empty))
    #expect(throws: HDF5Error.notHDF5(file: empty)) { try HDF5File(reading: empty) }
  }

  @Test func truncatedFileIsNamedAsSuch() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    do {
      let file = try HDF5File(creating: path)
      try file.root.write([Double](repeating: 1, count: 5000), to: "x")
    }
    let bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    try bytes.prefix(bytes.count / 2).write(to: URL(fileURLWithPath: path))
    let error = #expect(throws: HDF5Error.self) { try HDF5File(reading: path) }
    #expect(error?.description.contains("shorter than it should be") == true)
    #expect(error?.description.contains("truncated file: eof = ") == true)
  }

  @Test func damagedDataIsAnErrorWithLibhdf5sCause() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    do {
      let file = try HDF5File(creating: path)
      let noise = (0..<4000).map { sin(Double($0) * 12.9898) * 43758.5453 }
      try file.root.write(noise, to: "x", storage: HDF5Storage(compression: 9))
    }
    var bytes = try Data(contentsOf: URL(fileURLWithPath: path))
    // The compressed chunks are most of the file; a broken deflate stream cannot be inflated.
    let middle = bytes.count / 2
    bytes.replaceSubrange(middle..<middle + 400, with: Data(repeating: 0xFF, count: 400))
    try bytes.write(to: URL(fileURLWithPath: path))
    let file = try HDF5File(reading: path)
    let error = #expect(throws: HDF5Error.self) { try file.root.dataset("x").read(Double.self) }
    #expect(error?.description.hasPrefix("\(path): cannot read /x: ") == true)
  }

  @Test func wrongKindTypeAndRange() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    let root = try HDF5File(creating: path).root
    try root.write([1.5], to: "x")
    try root.write(["a"], to: "s")
    #expect(throws: HDF5Error.missing(file: path, object: "dataset /y")) { try root.dataset("y") }
    #expect(throws: HDF5Error.wrongKind(file: path, object: "/x", expected: "group")) {
      try root.group("x")
    }
    #expect(
      throws: HDF5Error.wrongType(
        file: path, object: "/x", stored: "floating-point numbers", wanted: "integers")
    ) { try root.dataset("x").read(Int.self) }
    #expect(throws: HDF5Error.wrongType(file: path, object: "/s", stored: "text", wanted: "numbers")) {
      try root.dataset("s").read(Double.self)
    }
    #expect(throws: HDF5Error.rowsOutOfRange(file: path, object: "/x", rows: 0..<2, count: 1)) {
      try root.dataset("x").read(Double.self, rows: 0..<2)
    }
    #expect(
      throws: HDF5Error.wrongShape(file: path, object: "/z", shape: [2, 2], expected: "room for 3 values")
    ) { try root.write([1.0, 2, 3], to: "z", shape: [2, 2]) }
  }

  @Test(arguments: [[1 << 50], [1 << 40, 1 << 40], [1 << 32, 3, 3]])
  func aClaimOfPetabytesIsRefusedBeforeMemoryIsAskedFor(_ shape: [Int]) throws {
    let folder = try TemporaryFolder()
    let path = folder.path("hostile.h5")
    let file = try HDF5File(creating: path)
    // A chunked dataset takes no space until something is written to it.
    let start = [0] + Array(shape.dropFirst())
    guard shape.count == 1 || shape[1] == 3 else {
      // libhdf5 1 refuses rows beyond 4 GiB when the dataset is made; 2 does not.
      #expect(throws: HDF5Error.self) {
        let dataset = try file.root.createDataset(
          "x", type: .float64, shape: start, storage: HDF5Storage(isExtendible: true))
        try dataset.extend(toRows: shape[0])
        _ = try dataset.read(Double.self)
      }
      return
    }
    let dataset = try file.root.createDataset(
      "x", type: .float64, shape: start, storage: HDF5Storage(isExtendible: true))
    try dataset.extend(toRows: shape[0])
    #expect(
      throws: HDF5Error.implausibleSize(file: path, object: "/x", shape: shape, storedBytes: 0)
    ) { try dataset.read(Double.self) }
    // Some rows of it are read all the same: they were never written, so they are missing.
    #expect(try dataset.read(Double.self, rows: 7..<9).allSatisfy { $0.isNaN })
  }
}
