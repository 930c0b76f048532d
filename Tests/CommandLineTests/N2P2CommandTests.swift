import Foundation
import Sobolev
import TestSupport
import Testing

@Suite("Commands: symmetry functions and n2p2 files")
struct N2P2CommandTests {
  /// A short fit on sample data in `run`.
  private func fitted(_ arguments: String...) throws -> TemporaryFolder {
    try SampleData.fitted(epochs: 150, arguments)
  }

  private func forceError(_ potential: String, in folder: TemporaryFolder) throws -> Double {
    let outcome = try Tool.run("evaluate", potential, "train.h5", "--json", in: folder)
    return try #require(try outcome.json()["force_mae_meV_per_A"] as? Double, "\(outcome.errors)")
  }

  @Test("fit, export, evaluate, info, md, vibrations and refine")
  func pipeline() throws {
    let folder = try fitted("--family", "acsf")
    let config = try folder.text("run/config.yaml")
    #expect(config.contains("\nacsf:\n") && !config.contains("\nmodel:\n"))
    for dialect in N2P2Dialect.allCases.map(\.rawValue) {
      let export = try Tool.run(
        "export", "run/potential.h5", "--format", "n2p2", "--dialect", dialect, "-o", dialect, "--json", in: folder)
      #expect(export.exitCode == 0, "\(export.errors)")
      let comparison = try #require(try export.json()["read_back"] as? [String: Any])
      #expect(comparison["structures"] as? Int == 40)
      let files = try FileManager.default.contentsOfDirectory(atPath: folder.path(dialect)).sorted()
      #expect(files == ["README.md", "input.nn", "scaling.data", "weights.001.data", "weights.006.data"])
      #expect(try folder.text(dialect + "/README.md").contains("METHOD NNP") == (dialect == "cp2k"))
    }

    // Another program's folder works as the fit itself does.
    let original = try forceError("run/potential.h5", in: folder)
    #expect(abs(try forceError("cp2k", in: folder) - original) < 1e-6 * original)
    let info = try Tool.run("info", "cp2k", "--json", in: folder)
    #expect(try info.json()["family"] as? String == "acsf")
    let own = try Tool.run("info", "run/potential.h5", "--json", in: folder)
    #expect(try own.json()["family"] as? String == "acsf")
    // The minimum of the sample's energy.
    try folder.write("3\n\nC 0 0 0\nH 1.5 0 0\nH 0.75 1.299 0\n", to: "start.xyz")
    let vibrations = try Tool.run("vibrations", "cp2k", "start.xyz", "--no-relax", "--json", in: folder)
    #expect(vibrations.exitCode == 0, "\(vibrations.errors)")
    let dynamics = try Tool.run(
      "md", "cp2k", "start.xyz", "--duration", "20fs", "--temperature", "300", "-o", "md.xyz", in: folder)
    #expect(dynamics.exitCode == 0, "\(dynamics.errors)")

    // Refining goes on where the files are; as many epochs again are better than the fit was.
    let refine = try Tool.run(
      "fit", "train.h5", "--start", "cp2k", "--epochs", "150", "--threads", "1", "-o", "refined", in: folder)
    #expect(refine.exitCode == 0, "\(refine.errors)")
    #expect(try forceError("refined/potential.h5", in: folder) < original)
  }

  @Test("a density potential needs distillation, which tells what is lost")
  func distillation() throws {
    let folder = try fitted()
    let refused = try Tool.run("export", "run/potential.h5", "--format", "n2p2", "-o", "out", in: folder)
    #expect(refused.exitCode == 1)
    #expect(
      refused.errors.contains(
        "a density potential cannot be written as n2p2: the forms differ, and files of n2p2 have no place for the cutoff "
          + "function quartic. Add --distill"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
    let export = try Tool.run(
      "export", "run/potential.h5", "--format", "n2p2", "--dialect", "cp2k", "--distill", "--time", "5s", "--threads",
      "1", "-o", "out", "--json", in: folder)
    #expect(export.exitCode == 0, "\(export.errors)")
    let loss = try #require(try export.json()["distillation"] as? [String: Any])
    let errors = try #require(loss["errors"] as? [String: Any])
    // Forces of the sample are of some eV/Å; a student that learned nothing would be off by a thousand.
    #expect(try #require(errors["force_mae_meV_per_A"] as? Double) < 500)
    #expect(try #require(errors["hessian_mae_eV_per_A2"] as? Double) < 2)
    // Without test data a tenth of the structures is held back.
    let labels = try #require(loss["against_labels"] as? [String: Any])
    let student = try #require(labels["student"] as? [String: Any])
    #expect(student["structures"] as? Int == 4)
    #expect(try folder.text("out/README.md").contains("reference labels of the structures held back"))
  }

  @Test("wrong dialects, missing files and elements that a set does not have")
  func errors() throws {
    let folder = try fitted("--family", "acsf")
    func failure(_ arguments: String...) throws -> String {
      let outcome = try Tool.start(arguments, in: folder).finish()
      #expect(outcome.exitCode == 1, "\(arguments)")
      return outcome.errors
    }
    #expect(
      try failure("export", "run/potential.h5", "--format", "n2p2", "--dialect", "gpumd", "-o", "out")
        .contains("'gpumd' is no dialect of n2p2; known are n2p2, cp2k"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("out")))
    let export = try Tool.run("export", "run/potential.h5", "--format", "n2p2", "-o", "out", in: folder)
    try #require(export.exitCode == 0, "\(export.errors)")

    try folder.write("2\n\nO 0 0 0\nH 1 0 0\n", to: "strange.xyz")
    #expect(try failure("vibrations", "out", "strange.xyz").contains("O"))
    try FileManager.default.removeItem(atPath: folder.path("out/weights.006.data"))
    #expect(
      try failure("evaluate", "out", "train.h5").contains("out/weights.006.data: cannot be read: No such file"))
    try FileManager.default.removeItem(atPath: folder.path("out/input.nn"))
    #expect(try failure("md", "out", "train.h5", "-o", "md.xyz").contains("out/input.nn: cannot be read: No such file"))
  }

  @Test("what CP2K cannot run is refused, and nothing is written")
  func refusal() throws {
    let folder = try fitted("--family", "acsf")
    let export = try Tool.run("export", "run/potential.h5", "--format", "n2p2", "-o", "out", in: folder)
    try #require(export.exitCode == 0, "\(export.errors)")
    let path = folder.path("out/input.nn")
    let text = try String(contentsOfFile: path, encoding: .utf8)
    try text.replacing("cutoff_type 2", with: "cutoff_type 7").write(toFile: path, atomically: true, encoding: .utf8)
    let refused = try Tool.run(
      "export", "out", "--format", "n2p2", "--dialect", "cp2k", "--structures", "train.h5", "-o", "again", in: folder)
    #expect(refused.exitCode == 1)
    #expect(refused.errors.contains("the cutoff function is of type 7, and CP2K has only 1 and 2"))
    #expect(!FileManager.default.fileExists(atPath: folder.path("again")))
  }

  @Test(
    "CP2K runs the input of the README with the same energy",
    .enabled(
      if: FileManager.default.isExecutableFile(atPath: "/usr/bin/cp2k"),
      "CP2K is not installed: apt-get install cp2k"))
  func readme() throws {
    let folder = try fitted("--family", "acsf")
    let export = try Tool.run(
      "export", "run/potential.h5", "--format", "n2p2", "--dialect", "cp2k", "-o", "out", in: folder)
    try #require(export.exitCode == 0, "\(export.errors)")
    let readme = try folder.text("out/README.md")
    let start = try #require(readme.range(of: "    &GLOBAL")).lowerBound
    let end = try #require(readme.range(of: "    &END FORCE_EVAL")).upperBound
    try folder.write(String(readme[start..<end]) + "\n", to: "out/run.inp")
    let frame = try SampleData.clusters(count: 1, seed: 5)[0].configuration
    let atoms = zip(frame.elements, frame.positions).map { "\($0) \($1.x) \($1.y) \($1.z)\n" }
    try folder.write("\(frame.count)\n\n" + atoms.joined(), to: "out/structure.xyz")
    let run = try Tool.shell("cd out && OMP_NUM_THREADS=1 cp2k -i run.inp -o run.out", in: folder)
    try #require(run.exitCode == 0, "\(run.errors)")
    let lines = try folder.text("out/run-pos-1.xyz").split(separator: "\n")
    #expect(lines.count == 101 * (frame.count + 2))
    let theirs = try #require(lines[1].split(separator: " ").last.flatMap { Double($0) })
    var evaluator = try N2P2Set.read(folder.path("out")).makeEvaluator(
      for: [frame], options: EvaluationOptions(precision: .double))
    try evaluator.evaluate(positions: frame.positions)
    // CP2K's bohr, of CODATA 2006, differs by 2·10⁻⁸: some 10⁻⁸ Ha with forces of 0.1 Ha/bohr.
    #expect(abs(theirs - evaluator.evaluation.energies[0] / N2P2Units.atomic.energy) < 1e-7)
  }
}
