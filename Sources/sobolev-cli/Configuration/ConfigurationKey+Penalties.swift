import Sobolev

extension ConfigurationKey {
  /// The keys of penalties of derivatives, which need no label.
  static let penalties: [ConfigurationKey] = [
    ConfigurationKey(
      .penalties, "gradient_weight", \.training.gradientPenalty.weight, 0...1e9, unit: "Å²/eV²",
      "The weight λ of λ (s − target)² with s = ‖∇E‖/√3N, the root mean square slope."),
    ConfigurationKey(
      .penalties, "gradient_target", \.training.gradientPenalty.target, 0...1e6, unit: "eV/Å",
      "The slope that is not penalized."),
    ConfigurationKey(
      .penalties, "gradient_sides", \.training.gradientPenalty.sides,
      "Whether slopes below the target are penalized as those above."),
    ConfigurationKey(
      .penalties, "gradient_points", \.training.gradientPenalty.points,
      "Where slopes are penalized: at the frames, displaced from them, or between a frame and a near one."),
    ConfigurationKey(
      .penalties, "curvature_weight", \.training.curvaturePenalty.weight, 0...1e9, unit: "Å⁴/eV²",
      "The weight λ of λ (s − target)² with s = ‖H u‖/√3N, u a new random direction with components ±1."),
    ConfigurationKey(
      .penalties, "curvature_target", \.training.curvaturePenalty.target, 0...1e6, unit: "eV/Å²",
      "The curvature that is not penalized."),
    ConfigurationKey(
      .penalties, "curvature_sides", \.training.curvaturePenalty.sides,
      "Whether curvatures below the target are penalized as those above."),
    ConfigurationKey(
      .penalties, "curvature_points", \.training.curvaturePenalty.points,
      "Where curvatures are penalized, as for slopes."),
    ConfigurationKey(
      .penalties, "taylor_weight", \.training.taylorPenalty.weight, 0...1e9, unit: "1/eV²",
      "The weight λ of λ (s − target)² with N s the magnitude of E(R+d) − E(R) − d·∇E − ½ dᵀH d."),
    ConfigurationKey(
      .penalties, "taylor_target", \.training.taylorPenalty.target, 0...1e6, unit: "eV",
      "The remainder per atom that is not penalized."),
    ConfigurationKey(
      .penalties, "taylor_sides", \.training.taylorPenalty.sides,
      "Whether remainders below the target are penalized as those above."),
    ConfigurationKey(
      .penalties, "taylor_points", \.training.taylorPenalty.points,
      "Where expansions end: at a near frame, displaced from the frame, or on the way to a near one."),
    ConfigurationKey(
      .penalties, "displacement", \.training.penaltyDisplacement, 0.001...1, unit: "Å",
      "The standard deviation of every coordinate of displaced frames."),
    ConfigurationKey(
      .penalties, "orthogonality_weight", \.training.orthogonalityWeight, 0...1e6,
      "The weight of the overlaps between the neurons of every first hidden layer."),
    ConfigurationKey(
      .penalties, "spectral_bound", \.training.spectralBound, 0.01...1000,
      "The largest singular value that a weight matrix of the networks may have."),
  ]
}
