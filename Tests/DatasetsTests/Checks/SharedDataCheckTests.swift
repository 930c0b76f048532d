import Atomistics
import Datasets
import Foundation
import TestSupport
import Testing

/// The verdict on every genuine file, as the article "Checking data" lists it.
@Suite(.enabled(if: RepositoryFiles.sharedData != nil, "needs third-party data in shared/data"))
struct SharedDataCheckTests {
  struct Verdict: Sendable, CustomTestStringConvertible {
    var file: String
    /// What is corrected in reading, by quantity, with the factor.
    var corrections: [String] = []
    /// The rules that apply, notes included.
    var rules: Set<DatasetFinding.Rule> = []
    var options = DatasetOptions()
    var testDescription: String { file }
  }

  static let all: [Verdict] = [
    Verdict(file: "mlearn/mlearn_Cu_train.h5", rules: [.duplicateFrame, .equivalentFrame]),
    Verdict(file: "mlearn/mlearn_Cu_test.h5"),
    Verdict(file: "mlearn/mlearn_Si_train.h5", rules: [.equivalentFrame]),
    Verdict(file: "mlearn/mlearn_Si_test.h5", rules: [.equivalentFrame]),
    Verdict(file: "rmd17/rmd17_ethanol_train_01.h5"),
    Verdict(file: "rmd17/rmd17_ethanol_test_01.h5"),
    Verdict(file: "hessian/hessian_deepmd20.h5", rules: [.contradictedUnit, .brokenRotationRule]),
    Verdict(file: "hessian/hessian_NaCl_dfpt.h5"),
    Verdict(file: "hessian/KCl120_train100.h5", rules: [.closeAtoms, .energyOutlier, .forceOutlier]),
    Verdict(file: "hessian/KCl120_test20.h5", rules: [.closeAtoms, .energyOutlier, .forceOutlier]),
    Verdict(file: "layouts/ani1-comp6-s66x8.h5", corrections: ["force × -1 (gradients named forces)"]),
    Verdict(file: "layouts/ani1-alkane.h5", rules: [.energyOutlier]),
    Verdict(
      file: "layouts/deepmd.hdf5", rules: [.netForce, .doubtfulUnit],
      options: DatasetOptions(types: ["Si"].compactMap(Element.init(symbol:)))),
    Verdict(file: "layouts/deepmd-npy-hessian", rules: [.contradictedUnit, .brokenRotationRule]),
    Verdict(file: "layouts/pysisyphus.h5"),
    Verdict(file: "layouts/n2p2-water-input.data", rules: [.forceOutlier], options: atomicUnits),
    Verdict(file: "extxyz/PbTe.xyz"),
    Verdict(file: "extxyz/carbon_reduced_100.xyz", rules: [.nearDuplicate]),
    Verdict(file: "qm/ethanol_xtb.h5", rules: [.forceOutlier]),
    Verdict(file: "qm/malonaldehyde_xtb.h5", rules: [.forceOutlier, .equivalentFrame]),
    Verdict(
      file: "qm/h2o_dft.h5",
      rules: [.closeAtoms, .nearLeak, .energyOutlier, .forceOutlier, .nearDuplicate, .equivalentFrame]),
    Verdict(file: "qm/chno_xtb.h5", rules: [.energyOutlier, .forceOutlier]),
    Verdict(file: "qm/exact_classical.h5", rules: [.energyOutlier, .forceOutlier, .missingLabel]),
  ] + encodings.map { Verdict(file: "qm/variants/ethanol_xtb_\($0).h5") }
    + n2p2Sets.map { Verdict(file: "golden/n2p2/\($0)/input.data", options: atomicUnits) } + [
      // Two atoms of a random structure.
      Verdict(
        file: "golden/n2p2/acsf_ct2_tanh_scalecenter/input.data", rules: [.closeAtoms], options: atomicUnits)
    ]

  private static let atomicUnits = DatasetOptions(units: [.length: "bohr", .energy: "hartree"])
  private static let encodings = [
    "bigendian", "fletcher", "float32", "gzip", "plain", "resizable", "userblock", "v110", "vlenstr",
  ]
  private static let n2p2Sets = [
    "acsf_ct6a_softplus_sigma_norm", "compact_p_e_molecule", "cp2k_bohr_ct2",
  ]

  @Test(arguments: all) func everyFileHasItsVerdict(_ verdict: Verdict) throws {
    let path = try #require(RepositoryFiles.sharedData) + "/" + verdict.file
    let file = try DatasetFile(path: path, options: verdict.options)
    for correction in verdict.corrections {
      #expect(file.notes.contains { $0.hasPrefix("corrected: " + correction) }, "\(file.notes)")
    }
    #expect(file.notes.count { $0.hasPrefix("corrected") } == verdict.corrections.count, "\(file.notes)")
    let outcome = try DatasetCheck.run(on: file)
    #expect(Set(outcome.findings.map(\.rule)) == verdict.rules, "\(outcome.findings)")
  }
}
