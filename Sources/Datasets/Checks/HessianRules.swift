import Atomistics

/// The rules for the Hessian of one frame.
struct HessianRules {
  private let frame: LabeledConfiguration
  private let index: Int
  private let hessian: [Double]
  private let evidence: HessianEvidence

  /// The rules, or `nil` for a frame without a Hessian.
  init?(_ frame: LabeledConfiguration, index: Int) {
    guard let hessian = frame.labels.hessian, let evidence = HessianEvidence(frame) else { return nil }
    self.frame = frame
    self.index = index
    self.hessian = hessian
    self.evidence = evidence
  }

  func apply(_ tally: inout FindingTally) {
    let size = 3 * frame.configuration.count
    let largest = evidence.largestElement
    var asymmetry = 0.0
    for row in 0..<size {
      for column in 0..<row {
        asymmetry = max(asymmetry, abs(hessian[column * size + row] - hessian[row * size + column]))
      }
    }
    if asymmetry > 0.01 * largest {
      tally.add(
        .asymmetricHessian, .warning, frame: index, measure: asymmetry,
        message: "the Hessian is asymmetric by \(rounded(asymmetry)) eV/Å²",
        advice: "symmetrize it, and check the order of its rows")
    }
    let residual = evidence.largestTranslationResidual
    if residual > 0.02 + 0.01 * largest {
      tally.add(
        .brokenTranslationRule, .warning, frame: index, measure: residual,
        message: "blocks of the Hessian that add up to zero add up to \(rounded(residual)) eV/Å²",
        advice: "check the order of its rows, that no atom is left out, and that it is not mass-weighted")
    }
    checkRotation(largest, &tally)
  }

  /// H (ω × r) = −ω × F for molecules.
  private func checkRotation(_ largest: Double, _ tally: inout FindingTally) {
    guard frame.configuration.isIsolated, let forces = frame.labels.forces else { return }
    let (turned, responses) = evidence.rotationRule(forces)
    let residual = zip(turned, responses).reduce(0.0) { max($0, ($1.0 - $1.1).norm) }
    // Integration grids leave some hundredths of eV/Å; single precision and loose convergence half a per cent
    // of the Hessian.
    guard residual > 0.1 + 0.005 * largest else { return }
    tally.add(
      .brokenRotationRule, .warning, frame: index, measure: residual,
      message: "forces and Hessian disagree by \(rounded(residual)) eV/Å on what turning the molecule does",
      advice: "they may be of different frames, orientations, signs or units")
  }
}
