import Foundation
import Sobolev
import TestSupport
import Testing

@Suite("Commands: neuroevolution potentials")
struct NEPCommandTests {
  /// A short fit on sample data in `run`.
  private func fitted(_ arguments: String...) throws -> TemporaryFolder {
    try SampleData.fitted(epochs: 30, arguments)
  }

  @Test("fit, export, evaluate, info, md and refine")
  func pipeline() throws {
    let folder = try fitted("--family", "nep")
    let config = try String(contentsOfFile: folder.path("run/config.yaml"), encoding: .utf8)
    #expect(config.contains("\nnep:\n") && !config.contains("\nmodel:\n"))

    let export = try Tool.run(
      "export", "run/potential.h5", "--format", "nep", "-o", "out", "--json", in: folder)
    #expect(export.exitCode == 0, "\(export.errors)")
    let constants = try #require(try export.json()["constants_eV"] as? [String: Double])
    #expect(Set(constants.keys) == ["C", "H"])
    #expect(FileManager.default.fileExists(atPath: folder.path("out/README.md")))

    // The file alone gives the energies of the fit without the constants, and the same forces.
    guard case .nep(let fit) = try PotentialFile.read(folder.path("run/potential.h5")).potential else {
      Issue.record("the fit is of another family")
      return
    }
    let alone = try NEPFile.read(folder.path("out/nep.txt"))
    #expect(alone.parameters == fit.parameters)
    #expect(fit.parameters.allSatisfy { Double(Float($0)) == $0 })

    let evaluate = try Tool.run("evaluate", "out/nep.txt", "train.h5", "--json", in: folder)
    let original = try Tool.run("evaluate", "run/potential.h5", "train.h5", "--json", in: folder)
    let force = try #require(try evaluate.json()["force_mae_meV_per_A"] as? Double)
    let expected = try #require(try original.json()["force_mae_meV_per_A"] as? Double)
    #expect(abs(force - expected) < 1e-9 * expected)

    let info = try Tool.run("info", "out/nep.txt", "--json", in: folder)
    #expect(try info.json()["family"] as? String == "nep")
    // From the minimum of the sample's energy. Its frames are up to an eV above that, which as heat would rightly be taken
    // for an instability.
    try """
      3
      minimum
      C 0 0 0
      H 1.5 0 0
      H 0.75 1.299 0

      """.write(toFile: folder.path("start.xyz"), atomically: true, encoding: .utf8)
    let dynamics = try Tool.run(
      "md", "out/nep.txt", "start.xyz", "--duration", "20fs", "--temperature", "300", "-o", "md.xyz",
      in: folder)
    #expect(dynamics.exitCode == 0, "\(dynamics.errors)")

    // Refining goes on where the file is: no worse after a few epochs than the fit was.
    let refine = try Tool.run(
      "fit", "train.h5", "--start", "out/nep.txt", "--epochs", "10", "--threads", "1", "-o", "refined",
      in: folder)
    #expect(refine.exitCode == 0, "\(refine.errors)")
    let refined = try Tool.run("evaluate", "refined/potential.h5", "train.h5", "--json", in: folder)
    #expect(try #require(try refined.json()["force_mae_meV_per_A"] as? Double) < 1.2 * expected)
  }

  @Test("another family needs distillation, which tells what is lost")
  func distillation() throws {
    let folder = try fitted()
    let refused = try Tool.run("export", "run/potential.h5", "--format", "nep", "-o", "out", in: folder)
    #expect(refused.exitCode == 1)
    #expect(refused.errors.contains("a density potential cannot be written as nep"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
    try SampleData.write(to: folder.path("test.h5"), count: 30, seed: 9)
    let useless = try Tool.run(
      "export", "run/potential.h5", "--format", "nep", "--test", "test.h5", "-o", "out", in: folder)
    #expect(useless.exitCode == 64 && useless.errors.contains("'--distill' is not given"))
    let export = try Tool.run(
      "export", "run/potential.h5", "--format", "nep", "--distill", "--time", "3s", "--threads", "1", "--test",
      "test.h5", "-o", "out", "--json", in: folder)
    #expect(export.exitCode == 0, "\(export.errors)")
    let loss = try #require(try export.json()["distillation"] as? [String: Any])
    let errors = try #require(loss["errors"] as? [String: Any])
    // Forces of the sample are of some eV/Å; a student that learned nothing would be off by a thousand. Its second
    // derivatives are some 13 eV/Å² along a bond.
    #expect(try #require(errors["force_mae_meV_per_A"] as? Double) < 500)
    #expect(try #require(errors["hessian_mae_eV_per_A2"] as? Double) < 2)

    // The errors against labels are those that 'evaluate' finds for either potential.
    let labels = try #require(loss["against_labels"] as? [String: Any])
    for (role, potential) in [("teacher", "run/potential.h5"), ("student", "out/nep.txt")] {
      let told = try #require(labels[role] as? [String: Any])
      let found = try Tool.run("evaluate", potential, "test.h5", "--json", in: folder).json()
      #expect(told["structures"] as? Int == 30)
      let key = "force_mae_meV_per_A"
      let (one, other) = (try #require(told[key] as? Double), try #require(found[key] as? Double))
      #expect(abs(one - other) < 1e-6 * other, "\(role)")
    }
    let readme = try folder.text("out/README.md")
    #expect(readme.contains("teacher MAE  student MAE") && readme.contains("reference labels of test.h5"))
  }

  @Test("wrong dialects, existing folders and files that are cut off")
  func errors() throws {
    let folder = try fitted("--family", "nep")
    let dialect = try Tool.run(
      "export", "run/potential.h5", "--format", "nep", "--dialect", "vasp", "-o", "out", in: folder)
    #expect(dialect.exitCode == 1)
    #expect(dialect.errors.contains("'vasp' is no dialect of nep; known are portable, gpumd, nep-cpu"))
    let run = try Tool.run("export", "run/potential.h5", "--format", "nep", "-o", "run", in: folder)
    #expect(run.exitCode == 1)
    #expect(run.errors.contains("run: exists; add --overwrite"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder.path("run"))
    #expect(names.contains("potential.h5"))
    try "nep4 1 Si\n".write(toFile: folder.path("cut.txt"), atomically: true, encoding: .utf8)
    let cut = try Tool.run("evaluate", "cut.txt", "train.h5", in: folder)
    #expect(cut.exitCode == 1)
    #expect(cut.errors.contains("cut.txt, line 2: the file ends where 'cutoff' must stand"))

    let export = try Tool.run("export", "run/potential.h5", "--format", "nep", "-o", "out", in: folder)
    #expect(export.exitCode == 0, "\(export.errors)")
    try "1\nalone\nAr 0 0 0\n".write(toFile: folder.path("argon.xyz"), atomically: true, encoding: .utf8)
    let element = try Tool.run("md", "out/nep.txt", "argon.xyz", "-o", "md.xyz", in: folder)
    #expect(element.exitCode == 1 && element.errors.contains("Ar"), "\(element.errors)")
    let missing = try Tool.run("evaluate", "missing/nep.txt", "train.h5", in: folder)
    #expect(missing.exitCode == 1 && missing.errors.contains("missing/nep.txt"), "\(missing.errors)")
  }
}
