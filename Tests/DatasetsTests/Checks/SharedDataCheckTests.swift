import Atomistics
import Datasets
import Foundation
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
    Verdict(file: "mlearn/mlearn_Cu_train.h5", rules: [.equivalentFrame]),
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
    Verdict(file: "layouts/ani1-alkane.h5"),
    Verdict(file: "layouts/deepmd.hdf5"),
    Verdict(file: "layouts/deepmd-npy-hessian"),
    Verdict(file: "layouts/pysisyphus.h5"),
    Verdict(file: "layouts/n2p2-water-input.data"),
    Verdict(file: "extxyz/PbTe.xyz"),
    Verdict(file: "extxyz/carbon_reduced_100.xyz"),
    Verdict(file: "qm/ethanol_xtb.h5"),
    Verdict(file: "qm/malonaldehyde_xtb.h5"),
    Verdict(file: "qm/h2o_dft.h5"),
    Verdict(file: "qm/chno_xtb.h5"),
    Verdict(file: "qm/exact_classical.h5"),
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
