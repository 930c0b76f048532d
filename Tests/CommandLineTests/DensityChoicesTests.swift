import Foundation
import Sobolev
import TestSupport
import Testing

@Suite("Commands: cutoff functions, activations and slopes")
struct DensityChoicesTests {
  @Test("a fit with other choices writes a potential that has them and is as good as any")
  func fit() throws {
    let folder = try TemporaryFolder()
    try SampleData.write(to: folder.path("train.h5"), count: 40)
    try """
      model:
        cutoff_function: polynomial2
        activation: silu
        slopes: trainable
      """.write(toFile: folder.path("c.yaml"), atomically: true, encoding: .utf8)
    let fit = try Tool.run(
      "fit", "train.h5", "--config", "c.yaml", "--epochs", "40", "--threads", "1", "-o", "run", in: folder)
    try #require(fit.exitCode == 0, "\(fit.errors)")

    guard case .density(let potential) = try PotentialFile.read(folder.path("run/potential.h5")).potential else {
      Issue.record("the fit is of another family")
      return
    }
    #expect(potential.hyperparameters.cutoffFunction == .polynomial2)
    #expect(potential.hyperparameters.activation == .sigmoidLinear)
    // Slopes start at 1 and are trained.
    let slopes = potential.parameterBlocks.filter { $0.name.contains("/slopes/") }
      .flatMap { potential.parameters[$0.range] }
    #expect(slopes.count == 2 * potential.hyperparameters.hiddenLayers.reduce(0, +))
    #expect(slopes.contains { abs($0 - 1) > 1e-3 })

    for (format, functions) in [
      ("nep", "the cutoff function polynomial2, the activation silu, trainable slopes"),
      ("n2p2", "the activation silu, trainable slopes"),
    ] {
      let refused = try Tool.run("export", "run/potential.h5", "--format", format, "-o", "out", in: folder)
      #expect(refused.exitCode == 1)
      #expect(
        refused.errors.contains("files of \(format) have no place for \(functions). Add --distill"), "\(refused.errors)")
    }

    let info = try Tool.run("info", "run/potential.h5", "--json", in: folder)
    let choices = try #require(try info.json()["hyperparameters"] as? [String: String])
    #expect(choices["activation"] == "silu" && choices["slopes"] == "trainable")
    let evaluate = try Tool.run("evaluate", "run/potential.h5", "train.h5", "--json", in: folder)
    // Forces of the sample are of some eV/Å.
    #expect(try #require(try evaluate.json()["force_mae_meV_per_A"] as? Double) < 300)
  }
}
