internal import Sobolev

/// What is compared: a change to the options that the program chooses for data with Hessians.
struct Treatment: Sendable {
  let name: String
  let apply: @Sendable (inout TrainingOptions) -> Void

  /// What the fits learn from.
  static let supervisions = [
    Treatment(name: "E") { ($0.forceWeight, $0.hessianWeight) = (0, 0) },
    forces,
    Treatment(name: "EF+HVP1") { $0.hessianProbeCount = 1 },
    Treatment(name: "EF+HVP3") { $0.hessianProbeCount = 3 },
    Treatment(name: "EF+H") { $0.hessianProbe = .columns },
  ]

  /// Energies and forces alone: what the others are measured by.
  static let forces = Treatment(name: "EF") { $0.hessianWeight = 0 }

  /// Fits to energies and forces with one more term each, of the strengths that were best in trials on ethanol; the
  /// force norms alone see Hessian labels.
  static let regularizations = [
    forces,
    unlabeled("slope") { $0.gradientPenalty = penalty(weight: 1e-2, above: 5, at: .interpolated) },
    unlabeled("curvature") { $0.curvaturePenalty = penalty(weight: 1e-4, above: 60, at: .perturbed) },
    unlabeled("Taylor") {
      $0.taylorPenalty = penalty(weight: 3, above: 0, at: .perturbed)
      $0.penaltyDisplacement = 0.05
    },
    unlabeled("orthogonality") { $0.orthogonalityWeight = 1e-2 },
    unlabeled("spectral bound") { $0.spectralBound = 2 },
    unlabeled("force norm s=-1") { $0.forceNormExponent = -1 },
    unlabeled("force norm s=+0.5") { $0.forceNormExponent = 0.5 },
  ]

  /// A change to fits to energies and forces.
  private static func unlabeled(
    _ name: String, _ change: @escaping @Sendable (inout TrainingOptions) -> Void
  ) -> Treatment {
    Treatment(name: name) { options in
      options.hessianWeight = 0
      change(&options)
    }
  }

  private static func penalty(
    weight: Double, above target: Double, at points: DerivativePenalty.Points
  ) -> DerivativePenalty {
    var penalty = DerivativePenalty()
    (penalty.weight, penalty.target, penalty.points) = (weight, target, points)
    penalty.sides = .above
    return penalty
  }
}
