import Foundation
import HDF5
import TestSupport
import Testing

@Suite struct AtomicFileTests {
  @Test func appearsOnlyWhenComplete() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("potential.h5")
    let output = try AtomicFile(path: path)
    #expect(output.temporaryPath.hasPrefix(folder.url.path + "/.potential.h5.tmp-"))
    let file = try HDF5File(creating: output.temporaryPath)
    try file.root.write([1.0, 2], to: "x")
    try file.flush()
    #expect(!FileManager.default.fileExists(atPath: path))
    try output.commit()
    #expect(try folder.entries() == ["potential.h5"])
    #expect(try HDF5File(reading: path).root.dataset("x").read(Double.self) == [1, 2])
  }

  @Test func failureLeavesTheOlderFileAlone() throws {
    struct Interrupted: Error {}
    let folder = try TemporaryFolder()
    let path = folder.path("a.h5")
    try Data("older".utf8).write(to: URL(fileURLWithPath: path))
    #expect(throws: HDF5Error.exists(file: path)) { try AtomicFile(path: path) }
    #expect(throws: Interrupted.self) {
      try HDF5File.write(to: path, replacesExisting: true) { root in
        try root.write([1.0], to: "x")
        throw Interrupted()
      }
    }
    #expect(try folder.entries() == ["a.h5"])
    #expect(try Data(contentsOf: URL(fileURLWithPath: path)) == Data("older".utf8))
  }

  @Test func missingFolderIsNamed() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("no/such/a.h5")
    #expect(throws: HDF5Error.cannotCreate(file: path, cause: "there is no folder \(folder.path("no/such"))"))
    {
      try AtomicFile(path: path)
    }
  }

  /// Debian mounts a small file system at once where the tests run as root; elsewhere the test is skipped.
  @Test(.enabled(if: SmallDisk.isAvailable, "needs the right to mount a small file system"))
  func fullDiskIsOneErrorAndLeavesNothing() throws {
    let disk = try SmallDisk(kibibytes: 512)
    let path = disk.path + "/big.h5"
    // Plain data meet the full disk when they are written, small chunks when the dataset or the file is
    // closed.
    for (storage, count) in [
      (HDF5Storage(), 40_000), (HDF5Storage(isExtendible: true), 40_000),
      (HDF5Storage(isExtendible: true), 16_500),
    ] {
      let error = #expect(throws: HDF5Error.self) {
        try HDF5File.write(to: path) { root in
          for name in ["a", "b", "c", "d"] {
            try root.write([Double](repeating: 1, count: count), to: name, storage: storage)
          }
        }
      }
      #expect(error == .noSpace(file: path))
      #expect(try FileManager.default.contentsOfDirectory(atPath: disk.path) == [])
    }
    // The disk is usable again: no handle of the failed files holds its space.
    try HDF5File.write(to: path) { try $0.write([Double](repeating: 2, count: 50_000), to: "x") }
    #expect(try HDF5File(reading: path).root.dataset("x").read(Double.self, rows: 49_999..<50_000) == [2])
  }
}
