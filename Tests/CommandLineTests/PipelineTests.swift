import Foundation
import Sobolev
import TestSupport
import Testing

/// From data to a tested potential, by the commands that a user would give.
@Suite struct PipelineTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Writes data files and settings for a fit of a second.
  private func prepare(virials: Bool = false) throws {
    try SampleData.write(to: folder.path("train.h5"), virials: virials)
    try SampleData.write(to: folder.path("test.h5"), count: 6, seed: 2, virials: virials)
    try folder.write(TinyFit.settings, to: "tiny.yaml")
  }

  @Test func fitEvaluateRunAndRead() throws {
    try prepare(virials: true)
    let fit = try Tool.run(
      "fit", "train.h5", "--test", "test.h5", "--config", "tiny.yaml", "--epochs", "60", "--threads", "2",
      "--seed", "7", "-o", "run", "--json", in: folder)
    try #require(fit.exitCode == 0, "\(fit.errors)")
    #expect(
      try folder.names() == [
        "run", "run/config.yaml", "run/log.csv", "run/metrics.json", "run/potential.h5", "test.h5",
        "tiny.yaml", "train.h5",
      ])
    let results = try fit.json()
    #expect(results["epochs"] as? Int == 60)
    let test = try #require(results["test"] as? [String: Any])
    #expect(test["structures"] as? Int == 6)

    // The effective settings: those of the file, of the command line, and all others.
    let settings = try folder.text("run/config.yaml")
    for line in ["cutoff: 3.5", "hidden_layers: [8]", "epochs: 60", "seed: 7", "huber_threshold: none"] {
      #expect(settings.contains("  \(line)\n"))
    }
    let log = try folder.text("run/log.csv").split(separator: "\n")
    #expect(log.count == 61)
    #expect(Set(log.map { $0.split(separator: ",", omittingEmptySubsequences: false).count }).count == 1)

    try checkEvaluation(fitted: test)
    try checkDynamics()
    try checkInfo()
  }

  private func checkEvaluation(fitted: [String: Any]) throws {
    let outcome = try Tool.run(
      "evaluate", "run/potential.h5", "test.h5", "--worst", "2", "--json", in: folder)
    try #require(outcome.exitCode == 0, "\(outcome.errors)")
    let results = try outcome.json()
    #expect(results["structures"] as? Int == 6)
    #expect(results["atoms"] as? Int == 18)
    for key in [
      "energy_mae_meV", "energy_mae_meV_per_atom", "energy_rmse_meV_per_atom",
      "force_mae_meV_per_A", "force_rmse_meV_per_A", "virial_mae_meV_per_atom",
    ] {
      // The same figures as the fit reported for the same file.
      #expect(try #require(results[key] as? Double) == fitted[key] as? Double, "\(key)")
    }
    #expect(results["hessian_mae_eV_per_A2"] == nil)
    let worst = try #require(results["worst_forces"] as? [[String: Any]])
    #expect(worst.count == 2)
    #expect((worst[0]["structure"] as? String)?.hasPrefix("test.h5:/CH2[") == true)
    // Forces are some eV/Å and energies vary by 1 eV; sixty epochs on twenty-four structures leave 360 meV/Å
    // and 54 meV, with room for other machines' rounding.
    #expect(try #require(results["force_mae_meV_per_A"] as? Double) < 720)
    #expect(try #require(results["energy_mae_meV"] as? Double) < 150)
  }

  private func checkDynamics() throws {
    let outcome = try Tool.run(
      "md", "run/potential.h5", "test.h5:/CH2[3]", "--ensemble", "nvt", "--temperature", "20", "--time-step",
      "0.5", "--duration", "20fs", "--replicas", "2", "-o", "t.xyz", "--json", in: folder)
    let results = try outcome.json()
    let isStable = try #require(results["stable"] as? Bool)
    #expect(outcome.exitCode == (isStable ? 0 : 2))
    #expect((results["reason"] as? String)?.isEmpty == false)
    #expect(results["drift_meV_per_atom_per_ps"] is Double)
    #expect(results["replicas"] as? Int == 2)
    #expect(try ExtendedXYZReader.read(path: folder.path("t.xyz")).count >= 4)
    #expect(try !folder.names().contains { $0.hasSuffix(".partial") })

    let again = try Tool.run(
      "md", "run/potential.h5", "t.xyz", "--duration", "5fs", "-o", "t.xyz", in: folder)
    #expect(again.exitCode == 1)
    #expect(again.errors == "error: t.xyz exists already; remove it or choose another name\n")
  }

  private func checkInfo() throws {
    let potential = try Tool.run("info", "run/potential.h5", "--json", in: folder).json()
    #expect(potential["kind"] as? String == "potential")
    #expect(potential["elements"] as? [String] == ["H", "C"])
    #expect(potential["cutoff_A"] as? Double == 3.5)
    let provenance = try #require(potential["provenance"] as? [String: Any])
    #expect(provenance["seed"] as? Int == 7)
    #expect((provenance["data_files"] as? [Any])?.count == 2)
    let data = try Tool.run("info", "train.h5", "--json", in: folder).json()
    #expect(data["kind"] as? String == "data")
    #expect(data["structures"] as? Int == 24)
    #expect((data["labels"] as? [String: Int])?["virial"] == 24)
    let words = try Tool.run("info", "run/potential.h5", in: folder)
    #expect(words.output.hasPrefix("run/potential.h5: a density potential for H, C\n"))
  }

  @Test func hessiansAreComparedWhereLabeled() throws {
    try prepare()
    try SampleData.write(to: folder.path("hessian.h5"), count: 2, seed: 3) { frame, index in
      if index == 0 { frame.labels.hessian = Array(repeating: 0, count: 81) }
    }
    _ = try Tool.run(
      "fit", "train.h5", "--config", "tiny.yaml", "--epochs", "2", "-o", "run", in: folder)
    let results = try Tool.run("evaluate", "run/potential.h5", "hessian.h5", "--json", in: folder).json()
    #expect(try #require(results["hessian_mae_eV_per_A2"] as? Double) > 0)
  }

  @Test func forcesAloneAreEnough() throws {
    try folder.write(TinyFit.settings, to: "tiny.yaml")
    try SampleData.write(to: folder.path("forces.h5"), count: 24) { frame, _ in frame.labels.energy = nil }
    let fit = try Tool.run(
      "fit", "forces.h5", "--config", "tiny.yaml", "--epochs", "40", "-o", "run", in: folder)
    try #require(fit.exitCode == 0, "\(fit.errors)")
    #expect(fit.output.contains("no training structure has an energy"))
    let results = try Tool.run("evaluate", "run/potential.h5", "forces.h5", "--json", in: folder).json()
    #expect(results["energy_mae_meV"] == nil || results["energy_mae_meV"] is NSNull)
    // The forces of these clusters have a mean magnitude of some 1000 meV/Å.
    #expect(try #require(results["force_mae_meV_per_A"] as? Double) < 400)
  }

  @Test func theSameSeedGivesTheSamePotential() throws {
    try prepare()
    for name in ["a", "b"] {
      let outcome = try Tool.run(
        "fit", "train.h5", "--config", "tiny.yaml", "--epochs", "4", "--threads", "2", "-o", name, in: folder)
      try #require(outcome.exitCode == 0, "\(outcome.errors)")
    }
    let (a, b) = try (potential("a"), potential("b"))
    #expect(a.map(\.bitPattern) == b.map(\.bitPattern))
  }

  @Test func overwriteReplacesTheResults() throws {
    try prepare()
    let command = ["fit", "train.h5", "--config", "tiny.yaml", "--epochs", "2", "-o", "run"]
    #expect(try Tool.start(command, in: folder).finish().exitCode == 0)
    let first = try potential("run")
    #expect(try Tool.start(command, in: folder).finish().exitCode == 1)
    let more = command + ["--overwrite", "--seed", "5"]
    #expect(try Tool.start(more, in: folder).finish().exitCode == 0)
    #expect(try potential("run") != first)
  }

  private func potential(_ run: String) throws -> [Double] {
    try PotentialFile.read(folder.path(run + "/potential.h5")).potential.parameters
  }
}

/// Settings of a potential that is fitted in a second.
enum TinyFit {
  static let settings = """
    model:
      cutoff: 3.5
      radial_basis_size: 6
      radial_channels: 4
      angular_channels: 2
      maximum_degree: 2
      triple_degree: 0
      triple_channels: 0
      hidden_layers: [8]
    training:
      batch_size: 4
      learning_rate: 0.01
      averaging_epochs: 1
    """
}
