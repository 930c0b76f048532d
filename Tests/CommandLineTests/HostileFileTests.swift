import Foundation
import HDF5
import TestSupport
import Testing

/// Files that libhdf5 itself does not survive.
@Suite struct HostileFileTests {
  /// Found by `tools/fuzz`: a damaged file on which libhdf5 1.10 crashes or damages its heap.
  private static let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appendingPathComponent("HDF5Tests/Samples/crashes-libhdf5-1.10.h5")

  @Test(arguments: [["info", "hostile.h5"], ["fit", "hostile.h5", "-o", "run"]])
  func aCrashOfLibhdf5IsOneClearError(_ arguments: [String]) throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Self.sample.path, toPath: folder.path("hostile.h5"))
    let outcome = try Tool.start(arguments, in: folder).finish()
    // A crash of the tool itself would be a signal's number.
    #expect(outcome.exitCode == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("error: hostile.h5: "))
    if hdf5LibraryVersion().hasPrefix("1.10.") {
      #expect(outcome.errors.contains("crashes (signal"))
      #expect(outcome.errors.contains("get it anew from where it came"))
    }
    #expect(try folder.names() == ["hostile.h5"])
  }
}
