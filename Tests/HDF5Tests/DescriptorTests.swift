import Foundation
import HDF5
import TestSupport
import Testing

/// What processes that are started meanwhile would inherit: with a file its lock, and others could not open it.
@Suite struct DescriptorTests {
  private let path: String
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    path = folder.path("train.h5")
  }

  @Test func openFilesStayInThisProcess() throws {
    do {
      let file = try HDF5File(creating: path)
      #expect(try flags() == [FD_CLOEXEC])
      try file.flush()
    }
    #expect(try flags() == [])
    let file = try HDF5File(reading: path)
    #expect(try flags() == [FD_CLOEXEC])
    withExtendedLifetime(file) {}
  }

  /// The flags of all descriptors of the file.
  private func flags() throws -> [Int32] {
    let descriptors = "/proc/self/fd"
    return try FileManager.default.contentsOfDirectory(atPath: descriptors).compactMap { name in
      guard (try? FileManager.default.destinationOfSymbolicLink(atPath: "\(descriptors)/\(name)")) == path,
        let descriptor = Int32(name)
      else { return nil }
      return fcntl(descriptor, F_GETFD)
    }
  }
}
