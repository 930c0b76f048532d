import TestSupport
import Testing

/// What `sobolev info` tells of a potential that was fitted to Hessians.
struct InfoCommandTests {
  @Test("recorded errors: Hessians and frequencies stand in the table, virials that were not compared do not")
  func recordedErrors() throws {
    let potential = RepositoryFiles.root + "/potentials/ethanol-gfn2.h5"
    let folder = try TemporaryFolder()
    let words = try Tool.run("info", potential, in: folder)
    #expect(words.output.contains("structures  meV/atom  meV/Å  Hessian eV/Å²  frequencies cm⁻¹\n"))
    let report = try Tool.run("info", potential, "--json", in: folder).json()
    let errors = try #require(report["errors"] as? [String: [String: Any]])
    #expect(Set(errors.keys) == ["training", "validation", "test"])
    for set in errors.values {
      #expect(set["virial_mae_meV_per_atom"] == nil)
      // On the test set 0.034 eV/Å² and 3.7 cm⁻¹: other units would be orders of magnitude away.
      #expect(try #require(set["hessian_mae_eV_per_A2"] as? Double) < 0.05)
      #expect(try #require(set["frequency_mae_cm1"] as? Double) < 5)
    }
  }
}
