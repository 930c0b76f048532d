import Foundation
import Sobolev
import TestSupport
import Testing

/// Ctrl-C leaves a checkpoint, and a resumed fit ends with the same bits as an uninterrupted one.
@Suite struct InterruptTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try SampleData.write(to: folder.path("train.h5"), count: 100)
    try folder.write(TinyFit.settings, to: "tiny.yaml")
  }

  private func fit(_ run: String, epochs: Int) -> [String] {
    [
      "fit", "train.h5", "--config", "tiny.yaml", "--epochs", "\(epochs)", "--threads", "2", "-o", run,
    ]
  }

  private func potential(_ run: String) throws -> PotentialFile {
    try PotentialFile.read(folder.path(run + "/potential.h5"))
  }

  @Test func resumedIsUninterrupted() throws {
    // Enough for some seconds, so that there is time to interrupt.
    let epochs = 1000
    let whole = try Tool.start(fit("whole", epochs: epochs), in: folder).finish()
    try #require(whole.exitCode == 0, "\(whole.errors)")

    let run = try Tool.start(fit("run", epochs: epochs), in: folder)
    try waitForRows(5, of: "run/log.csv", while: run)
    run.process.interrupt()
    let stopped = try run.finish()
    #expect(stopped.exitCode == 130)
    #expect(stopped.errors.contains("stopped: run: stopped after epoch "), "\(stopped.errors)")
    #expect(
      try folder.names().filter { $0.hasPrefix("run/") }
        == ["run/checkpoint", "run/config.yaml", "run/log.csv"])

    let resumed = try Tool.run("fit", "train.h5", "--resume", "-o", "run", in: folder)
    try #require(resumed.exitCode == 0, "\(resumed.errors)")
    #expect(resumed.output.contains("Going on after epoch "))
    #expect(try !folder.names().contains("run/checkpoint"))
    let (a, b) = try (potential("whole"), potential("run"))
    #expect(a.potential.parameters.map(\.bitPattern) == b.potential.parameters.map(\.bitPattern))
    #expect(a.errors == b.errors)

    // The log has every epoch once, in order.
    let rows = try folder.text("run/log.csv").split(separator: "\n").dropFirst()
    #expect(rows.map { Int($0.prefix { $0 != "," }) } == (1...epochs).map { $0 })

    let again = try Tool.run("fit", "train.h5", "--resume", "-o", "run", in: folder)
    #expect(again.exitCode == 1)
    #expect(again.errors == "error: run: this fit is complete; there is nothing to resume\n")
  }

  @Test func otherDataAreRefused() throws {
    let run = try Tool.start(fit("run", epochs: 100_000), in: folder)
    try waitForRows(2, of: "run/log.csv", while: run)
    run.process.interrupt()
    #expect(try run.finish().exitCode == 130)
    try SampleData.write(to: folder.path("other.h5"), seed: 9)
    let before = try folder.names()
    let other = try Tool.run("fit", "other.h5", "--resume", "-o", "run", in: folder)
    #expect(other.exitCode == 1)
    #expect(
      other.errors
        == "error: other.h5: not the training data of the interrupted fit; give the same file, or start anew "
        + "with --overwrite\n")
    #expect(try folder.names() == before)
  }

  /// A folder in the place of the potential stands in for a disk that fills up at the very end.
  @Test func resultsThatCannotBeWrittenLeaveTheCheckpoint() throws {
    let run = try Tool.start(fit("run", epochs: 300), in: folder)
    try waitForRows(1, of: "run/log.csv", while: run)
    let obstacle = folder.path("run/potential.h5")
    try FileManager.default.createDirectory(atPath: obstacle + "/x", withIntermediateDirectories: true)
    let failed = try run.finish()
    #expect(failed.exitCode == 1)
    #expect(failed.errors.contains("error: run/potential.h5"), "\(failed.errors)")
    #expect(
      try folder.names().filter { $0.hasPrefix("run/") && !$0.hasPrefix("run/potential.h5") }
        == ["run/checkpoint", "run/config.yaml", "run/log.csv"])

    try FileManager.default.removeItem(atPath: obstacle)
    let resumed = try Tool.run("fit", "train.h5", "--resume", "-o", "run", in: folder)
    #expect(resumed.exitCode == 0, "\(resumed.errors)")
    #expect(try folder.names().contains("run/potential.h5"))
  }

  /// Waits until a log has some rows.
  private func waitForRows(_ count: Int, of log: String, while run: Tool.Run) throws {
    for _ in 0..<2000 {
      let rows = (try? folder.text(log).split(separator: "\n").count) ?? 0
      if rows > count { return }
      try #require(run.process.isRunning, "the fit ended before it could be interrupted")
      Thread.sleep(forTimeInterval: 0.01)
    }
    Issue.record("no rows in \(log)")
  }
}
