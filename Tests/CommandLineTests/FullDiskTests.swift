import Foundation
import Sobolev
import TestSupport
import Testing

/// When nothing more can be written, results are not left half-written.
///
/// A limit on the size of files stands in for a full disk, which a test cannot make without privileges.
@Suite struct FullDiskTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleData.write(to: folder.path("train.h5"))
    try folder.write(TinyFit.settings, to: "tiny.yaml")
  }

  /// Fits with files of at most some KiB.
  private func fit(limit: Int) throws -> Tool.Outcome {
    try Tool.shell(
      "ulimit -f \(limit); \"$SOBOLEV\" fit train.h5 --config tiny.yaml --epochs 2 -o run", in: folder)
  }

  @Test func aStartThatCannotWriteLeavesNothing() throws {
    let before = try folder.names()
    // Room for the settings and the log, but not for the first checkpoint.
    let outcome = try fit(limit: 12)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors == "error: run/checkpoint: cannot be written: File too large\n")
    #expect(try folder.names() == before)
  }

  @Test func aTrajectoryThatDoesNotFitIsRemoved() throws {
    #expect(try fit(limit: 1000).exitCode == 0)
    let before = try folder.names()
    let outcome = try Tool.shell(
      "ulimit -f 4; \"$SOBOLEV\" md run/potential.h5 train.h5 --replicas 20 --duration 100fs -o t.xyz",
      in: folder)
    #expect(outcome.exitCode == 1)
    #expect(outcome.errors == "error: cannot write t.xyz.partial: File too large\n")
    #expect(try folder.names() == before)
  }
}
