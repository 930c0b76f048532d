import Foundation
import Sobolev
import TestSupport
import Testing

@Suite struct DataCommandTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func labels(_ file: [String: Any]) -> [String: Int]? { file["labels"] as? [String: Int] }

  @Test(arguments: ["inspect", "check", "split"])
  func everyCommandHasAnExampleAndJSON(_ command: String) throws {
    let help = try Tool.run("data", command, "--help", in: folder)
    #expect(help.exitCode == 0)
    #expect(help.output.contains("Example:\n  sobolev data \(command) "))
    #expect(help.output.contains("--json"))
  }

  @Test func inspectCountsAndDraws() throws {
    try SampleData.write(to: folder.path("a.h5"), virials: true) { frame, index in
      if index < 4 { frame.labels.virial = nil }
    }
    let outcome = try Tool.run("data", "inspect", "a.h5", "--json", in: folder)
    #expect(outcome.exitCode == 0, "\(outcome.errors)")
    let files = try #require(outcome.json()["files"] as? [[String: Any]])
    let file = try #require(files.first)
    #expect(file["structures"] as? Int == 24)
    #expect(labels(file) == ["energy": 24, "forces": 24, "virial": 20, "Hessian": 0])
    let elements = try #require(file["elements"] as? [[String: Any]])
    #expect(elements.map { $0["element"] as? String } == ["H", "C"])
    #expect(elements.map { $0["atoms"] as? Int } == [48, 24])
    #expect(labels(elements[0])?["virial"] == 20)
    let groups = try #require(file["groups"] as? [[String: Any]])
    #expect(groups.map { $0["path"] as? String } == ["/CH2"])
    #expect(labels(groups[0])?["virial"] == 20)
    let units = try #require(file["units"] as? [[String: Any]])
    #expect(Set(units.compactMap { $0["basis"] as? String }) == ["stated"])
    let rows = try #require(file["distributions"] as? [[String: Any]])
    let energies = try #require(rows.first { $0["quantity"] as? String == "energy" })
    #expect(energies["count"] as? Int == 24)
    let bars = try #require(energies["histogram"] as? [[String: Double]])
    #expect(abs(bars.reduce(0) { $0 + ($1["share"] ?? 0) } - 1) < 1e-9)

    let words = try Tool.run("data", "inspect", "a.h5", in: folder)
    #expect(words.output.contains("24 structures, 72 atoms"))
    #expect(words.output.contains("energy (energies): eV, stated by the file"))
    #expect(words.output.contains("█"))
  }

  @Test func checkFindsAndFixes() throws {
    try SampleData.write(to: folder.path("bad.h5"), count: 40) { frame, index in
      if index == 5 { frame.labels.energy = frame.labels.energy.map { $0 + 900 } }
      if index == 6 { frame.configuration.positions[1] = frame.configuration.positions[0] + [0.02, 0, 0] }
    }
    let check = try Tool.run("data", "check", "bad.h5", "--json", in: folder)
    #expect(check.exitCode == 2)
    let report = try check.json()
    #expect(report["verdict"] as? String == "unusable")
    let findings = try #require(report["findings"] as? [[String: Any]])
    let rules = Set(findings.compactMap { $0["rule"] as? String })
    #expect(rules.isSuperset(of: ["atomsTooClose", "energyOutlier"]))

    let fix = try Tool.run("data", "check", "bad.h5", "--fix", "good.h5", in: folder)
    #expect(fix.exitCode == 0, "\(fix.errors)")
    #expect(fix.output.contains("good.h5: 38 structures, 2 left out"))
    #expect(fix.output.contains("bad.h5:/CH2[5]: "))
    #expect(fix.output.contains("bad.h5:/CH2[6]: atomsTooClose"))
    let again = try Tool.run("data", "check", "good.h5", in: folder)
    #expect(again.exitCode == 0)
    let twice = try Tool.run("data", "check", "bad.h5", "--fix", "good.h5", in: folder)
    #expect(twice.exitCode == 1)
    #expect(twice.errors.contains("exists"))
  }

  @Test func gradientsNamedForcesAreRefusedAndCorrected() throws {
    try SampleData.write(to: folder.path("sign.h5"), count: 60) { frame, _ in
      frame.labels.forces = frame.labels.forces?.map { -$0 }
    }
    let check = try Tool.run("data", "check", "sign.h5", in: folder)
    #expect(check.exitCode == 2)
    #expect(check.output.contains("gradients named forces"))
    let fix = try Tool.run("data", "check", "sign.h5", "--fix", "out.h5", in: folder)
    #expect(fix.exitCode == 1)
    #expect(try folder.names() == ["sign.h5"])
    let fit = try Tool.run("fit", "sign.h5", "-o", "run", in: folder)
    #expect(fit.exitCode == 1)
    #expect(fit.errors.contains("gradients named forces"))
    let corrected = try Tool.run("data", "check", "sign.h5", "--correct-units", "all", in: folder)
    #expect(corrected.exitCode == 0, "\(corrected.output)")
    #expect(corrected.output.contains("corrected: force × -1"))
  }

  /// A layout that only assumes the sign of its forces: what is put right in reading is said by whoever reads.
  @Test func everyCommandSaysWhatItCorrected() throws {
    try SampleData.write(to: folder.path("good.h5"), count: 60) { frame, _ in
      frame.labels.forces = frame.labels.forces?.map { -$0 }
    }
    let xyz = try Tool.run("data", "convert", "good.h5", "--correct-units", "none", "-o", "a.xyz", "--to", "extxyz", in: folder)
    #expect(xyz.exitCode == 0, "\(xyz.errors)")
    #expect(!xyz.output.contains("corrected"))
    for arguments in [
      ["data", "inspect", "a.xyz"], ["data", "check", "a.xyz"], ["data", "split", "a.xyz", "-o", "b.h5"],
      ["data", "convert", "a.xyz", "-o", "c.h5", "--to", "sobolev"],
    ] {
      let outcome = try Tool.start(arguments, in: folder).finish()
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
      #expect(outcome.output.contains("corrected: force × -1 (gradients named forces)"), "\(arguments)")
    }
    // What was put right stays right.
    let check = try Tool.run("data", "check", "c.h5", in: folder)
    #expect(!check.output.contains("gradients"))
  }

  @Test func theSameDataAndSeedGiveTheSameFile() throws {
    try SampleData.write(to: folder.path("a.h5"), count: 40)
    for name in ["b.h5", "c.h5"] {
      let outcome = try Tool.run("data", "split", "a.h5", "--seed", "5", "-o", name, in: folder)
      #expect(outcome.exitCode == 0, "\(outcome.errors)")
    }
    #expect(
      FileManager.default.contents(atPath: folder.path("b.h5"))
        == FileManager.default.contents(atPath: folder.path("c.h5")))
  }

  @Test func leaksAreErrors() throws {
    try SampleData.write(to: folder.path("train.h5"))
    try SampleData.write(to: folder.path("test.h5"), count: 3)
    let outcome = try Tool.run("data", "check", "train.h5", "--against", "test.h5", in: folder)
    #expect(outcome.exitCode == 2)
    #expect(outcome.output.contains("frames are in the other file as well"))
    let fixed = try Tool.run(
      "data", "check", "train.h5", "--against", "test.h5", "--fix", "clean.h5", "--json", in: folder)
    #expect((try fixed.json()["fixed"] as? [String: Any])?["kept"] as? Int == 21)
    let clean = try Tool.run("data", "check", "clean.h5", "--against", "test.h5", in: folder)
    #expect(clean.exitCode == 0)
  }

  @Test func splitWritesOneFileOrSeveral() throws {
    try SampleData.write(to: folder.path("all.h5"), count: 40)
    let one = try Tool.run("data", "split", "all.h5", "-o", "one.h5", "--json", in: folder)
    #expect(one.exitCode == 0, "\(one.errors)")
    #expect(try one.json()["structures"] as? [String: Int] == ["train": 32, "validation": 4, "test": 4])
    #expect(
      try DatasetFile(path: folder.path("one.h5")).census().splits == ["train": 32, "validation": 4, "test": 4])
    let several = try Tool.run(
      "data", "split", "all.h5", "--by", "time", "--train", "0.75", "--validation", "0", "--test", "0.25",
      "--separate", "-o", "parts", in: folder)
    #expect(several.exitCode == 0, "\(several.errors)")
    #expect(try folder.names() == ["all.h5", "one.h5", "parts", "parts/test.h5", "parts/train.h5"])
    #expect(try DatasetFile(path: folder.path("parts/test.h5")).count == 10)
    let refused = try Tool.run("data", "split", "all.h5", "--by", "formula", "-o", "x.h5", in: folder)
    #expect(refused.exitCode == 1)
    #expect(refused.errors.contains("there is one formula for 3 parts"))
    let shares = try Tool.run("data", "split", "all.h5", "--train", "0.9", "-o", "x.h5", in: folder)
    #expect(shares.errors.contains("the shares 0.9, 0.1, 0.1 must not be negative and must add up to 1"))
    #expect(!(try folder.names()).contains("x.h5"))
  }

  @Test(arguments: [
    (["data", "check", "a.h5", "--cutoff", "0"], 64, "'--cutoff' is 0.0, but must be above 0"),
    (["data", "inspect", "a.h5", "--units", "mass=kg"], 1, "`mass` has no unit to choose; those with one are length,"),
    (["data", "inspect", "a.h5", "--units", "energy=foo"], 1, "`foo` is no unit of energy; use for example"),
    (["data", "check", "a.h5", "--types", "H,Xx"], 1, "`Xx` is no element; write symbols such as H,C,O"),
    (["data", "split", "a.h5", "--by", "luck", "-o", "b.h5"], 64, "The value 'luck' is invalid"),
  ] as [([String], Int32, String)])
  func wrongUsageIsExplained(_ arguments: [String], _ code: Int32, _ message: String) throws {
    try SampleData.write(to: folder.path("a.h5"))
    let outcome = try Tool.start(arguments, in: folder).finish()
    #expect(outcome.exitCode == code)
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
    #expect(try folder.names() == ["a.h5"])
  }
}
