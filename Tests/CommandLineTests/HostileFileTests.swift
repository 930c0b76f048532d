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

  /// Found by `tools/fuzz` as well: reading it crashes libhdf5 1.10 in the tool itself, where there is no child.
  private static let crash = sample.deletingLastPathComponent().appendingPathComponent("crashes-reader-1.10.h5")

  /// Started by the dynamic loader, `/proc/self/exe` is the loader, and the tool cannot start itself again.
  @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: loader)))
  func withoutAChildTheCrashIsAnErrorAllTheSame() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.copyItem(atPath: Self.crash.path, toPath: folder.path("hostile.h5"))
    let outcome = try Tool.shell(
      "\(Self.loader) $SOBOLEV data convert hostile.h5 --to sobolev -o copy.h5", in: folder)
    #expect(outcome.exitCode == 1)
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("note: files cannot be looked through in a process of their own"))
    #expect(outcome.errors.contains("error: hostile.h5: "))
    if hdf5LibraryVersion().hasPrefix("1.10.") {
      #expect(outcome.errors.contains("crashes when it reads this file"))
    }
    #expect(try folder.names() == ["hostile.h5"])
    // With its child the tool says the same.
    let usual = try Tool.run("data", "convert", "hostile.h5", "--to", "sobolev", "-o", "copy.h5", in: folder)
    #expect(usual.exitCode == 1)
    #expect(usual.errors.hasPrefix("error: hostile.h5: "))
  }

  #if arch(arm64)
    private static let loader = "/lib/ld-linux-aarch64.so.1"
  #else
    private static let loader = "/lib64/ld-linux-x86-64.so.2"
  #endif
}
