extension TrainingOptions {
  /// The penalties with a weight.
  var activePenalties: [DerivativePenalty.Derivative: DerivativePenalty] {
    [.gradient: gradientPenalty, .curvature: curvaturePenalty, .taylor: taylorPenalty]
      .filter { $0.value.weight > 0 }
  }

  /// The weight of a term at a progress from 0 (start) to 1 (end).
  func weight(of term: LossTerm, at progress: Double) -> Double {
    switch term {
    case .energy: energyWeight
    case .force: forceWeight
    case .virial: virialWeight
    case .hessian: hessianWeight * rise(at: progress)
    }
  }

  /// How much of the Hessian's weight counts: 0 before its start, then linearly up to 1.
  private func rise(at progress: Double) -> Double {
    guard progress >= hessianStart else { return 0 }
    return hessianRamp > 0 ? min((progress - hessianStart) / hessianRamp, 1) : 1
  }

  /// Whether the weights still change at a progress, so that losses cannot be compared.
  func weightsRise(at progress: Double) -> Bool {
    hessianWeight > 0 && progress < hessianStart + hessianRamp
  }

  /// The loss at a progress.
  ///
  /// - Parameter meanSquares: The running mean square error of each term, for the Huber thresholds.
  func loss(at progress: Double, meanSquares: [Double]) -> SobolevLoss {
    SobolevLoss { term in
      let square = meanSquares[term.rawValue]
      let threshold = huberThreshold.flatMap { square > 0 ? $0 * square.squareRoot() : nil }
      return SobolevLoss.Term(
        weight: weight(of: term, at: progress), threshold: threshold ?? .infinity)
    }
  }
}
