internal import Foundation

/// A mounted file system of a given size, to be filled up.
package final class SmallDisk {
  package let path: String

  /// Whether this process may mount file systems.
  package static let isAvailable = (try? SmallDisk(kibibytes: 64)) != nil

  package struct NotPermitted: Error {}

  package init(kibibytes: Int) throws {
    path =
      FileManager.default.temporaryDirectory
      .appendingPathComponent("sobolev-disk-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
    guard mount("tmpfs", path, "tmpfs", 0, "size=\(kibibytes)k") == 0 else {
      rmdir(path)
      throw NotPermitted()
    }
  }

  deinit {
    umount2(path, Int32(MNT_DETACH))
    rmdir(path)
  }
}
