import Sobolev

extension ConfigurationKey {
  /// Every key of the configuration file.
  package static let all: [ConfigurationKey] = model + nep + acsf + training + penalties

  private static let model: [ConfigurationKey] = [
    ConfigurationKey(
      .model, "cutoff", \.model.cutoff, 1.5...20, unit: "Å", from: .data,
      "Atoms farther apart than this do not interact directly."),
    ConfigurationKey(
      .model, "radial_scale", \.model.radialScale, 0.1...20, unit: "Å", from: .data,
      "Below this distance the radial functions resolve finely; about the shortest bond."),
    ConfigurationKey(
      .model, "radial_basis_size", \.model.radialBasisSize, 2...32, from: .data,
      "The number of Chebyshev polynomials behind every radial function."),
    ConfigurationKey(
      .model, "radial_channels", \.model.radialChannels, 1...64, from: .data,
      "The number of radial functions of the two-body part (l = 0)."),
    ConfigurationKey(
      .model, "angular_channels", \.model.angularChannels, 1...64, from: .data,
      "The number of radial functions of the angular part (l ≥ 1), at most radial_channels."),
    ConfigurationKey(
      .model, "maximum_degree", \.model.maximumDegree, 1...8, from: .data,
      "The largest degree l of the three-body invariants."),
    ConfigurationKey(
      .model, "triple_degree", \.model.tripleDegree, 0...8, from: .data,
      "The largest degree l of the four-body invariants, at most maximum_degree; 0 leaves them out."),
    ConfigurationKey(
      .model, "triple_channels", \.model.tripleChannels, 0...64, from: .data,
      "The number of radial functions of the four-body invariants, at most angular_channels."),
    ConfigurationKey(
      .model, "hidden_layers", \.model.hiddenLayers, 1...512, from: .data,
      "The widths of the hidden layers of each element's network."),
    ConfigurationKey(
      .model, "cutoff_function", \.model.cutoffFunction,
      "The factor that takes the radial functions to zero at the cutoff."),
    ConfigurationKey(
      .model, "activation", \.model.activation, "What the neurons of the hidden layers apply."),
    ConfigurationKey(
      .model, "slopes", \.model.slopes,
      "Whether every neuron has a slope of its own that is trained."),
  ]

  private static let nep: [ConfigurationKey] = [
    ConfigurationKey(
      .nep, "radial_cutoff", \.nep.radialCutoff, 1.5...20, unit: "Å", from: .data,
      "Atoms farther apart than this do not interact directly."),
    ConfigurationKey(
      .nep, "angular_cutoff", \.nep.angularCutoff, 1.5...20, unit: "Å", from: .data,
      "Angles between neighbors within this distance matter; at most radial_cutoff."),
    ConfigurationKey(
      .nep, "radial_channels", \.nep.radialChannels, 1...20, from: .data,
      "The number of radial functions of the two-body invariants."),
    ConfigurationKey(
      .nep, "angular_channels", \.nep.angularChannels, 1...20, from: .data,
      "The number of radial functions of all other invariants."),
    ConfigurationKey(
      .nep, "radial_basis_size", \.nep.radialBasisSize, 1...20,
      "The number of Chebyshev functions behind each radial function."),
    ConfigurationKey(
      .nep, "angular_basis_size", \.nep.angularBasisSize, 1...20,
      "The number of Chebyshev functions behind each radial function of the angular part."),
    ConfigurationKey(
      .nep, "maximum_degree", \.nep.maximumDegree, 1...8,
      "The largest degree l of the three-body invariants."),
    ConfigurationKey(
      .nep, "body_order", \.nep.bodyOrder, 3...5,
      "How many bodies the invariants join: 4 adds the term 222, 5 the term 1111 as well."),
    ConfigurationKey(
      .nep, "neurons", \.nep.neurons, 1...200, from: .data,
      "The number of neurons of the hidden layer."),
  ]

  private static let acsf: [ConfigurationKey] = [
    ConfigurationKey(
      .acsf, "cutoff", \.acsf.cutoff, 1.5...20, unit: "Å", from: .data,
      "Atoms farther apart than this do not interact directly."),
    ConfigurationKey(
      .acsf, "functions", \.acsf.functions, 1...500,
      "The largest number of symmetry functions of a central element, chosen from the data."),
    ConfigurationKey(
      .acsf, "hidden_layers", \.acsf.hiddenLayers, 1...512,
      "The widths of the hidden layers of each element's network."),
  ]

  private static let training: [ConfigurationKey] = [
    ConfigurationKey(
      .training, "energy_weight", \.training.energyWeight, 0...1e9, unit: "1/eV²", from: .data,
      "The weight of the squared energy error per atom in the loss."),
    ConfigurationKey(
      .training, "force_weight", \.training.forceWeight, 0...1e9, unit: "Å²/eV²", from: .data,
      "The weight of the squared force error per component in the loss."),
    ConfigurationKey(
      .training, "virial_weight", \.training.virialWeight, 0...1e9, unit: "1/eV²", from: .data,
      "The weight of the squared virial error per atom and component in the loss."),
    ConfigurationKey(
      .training, "hessian_weight", \.training.hessianWeight, 0...1e9, unit: "Å⁴/eV²", from: .data,
      "The weight of the squared error of Hessian-vector products per component in the loss."),
    ConfigurationKey(
      .training, "hessian_probe", \.training.hessianProbe,
      "The directions along which Hessians are compared; columns takes the whole Hessian at every step."),
    ConfigurationKey(
      .training, "hessian_probes", \.training.hessianProbeCount, 1...256,
      "The number of directions for each structure and step."),
    ConfigurationKey(
      .training, "hessian_start", \.training.hessianStart, 0...0.99,
      "The fraction of the schedule after which the weight of the Hessian begins to rise from 0."),
    ConfigurationKey(
      .training, "hessian_ramp", \.training.hessianRamp, 0...1,
      "The fraction of the schedule over which the weight of the Hessian rises linearly."),
    ConfigurationKey(
      .training, "force_norm_exponent", \.training.forceNormExponent, -2...1,
      "The exponent s of the norm (1 + ω²/ω₀²)^s of force errors, by the modes of a frame's Hessian."),
    ConfigurationKey(
      .training, "force_norm_frequency", \.training.forceNormFrequency, 1...1e5, unit: "cm⁻¹",
      "The frequency ω₀ of that norm."),
    ConfigurationKey(
      .training, "gradient_conflict", \.training.gradientConflict,
      "How the gradients of energy, forces and Hessian are combined; all but none take two to three times as long."),
    ConfigurationKey(
      .training, "huber_threshold", \.training.huberThreshold, 0.01...1000,
      "Where a squared error turns linear, in multiples of the term's running RMS error."),
    ConfigurationKey(
      .training, "epochs", \.training.epochs, 1...1e6, from: .data,
      "The number of passes over the training set."),
    ConfigurationKey(
      .training, "time_budget", \.training.timeBudget, 0.1...1e7, unit: "s",
      "Wall-clock seconds within which the schedule is laid out to end, after epochs passes at most."),
    ConfigurationKey(
      .training, "batch_size", \.training.batchSize, 1...4096, from: .data,
      "The number of structures in a mini-batch."),
    ConfigurationKey(
      .training, "learning_rate", \.training.learningRate, 1e-6...1, from: .data,
      "The largest learning rate."),
    ConfigurationKey(
      .training, "final_learning_rate_fraction", \.training.finalLearningRateFraction, 0...1,
      "The last learning rate as a fraction of the largest; the decay is a cosine."),
    ConfigurationKey(
      .training, "warm_up_fraction", \.training.warmUpFraction, 0...0.9,
      "The fraction of the schedule over which the learning rate rises from 0."),
    ConfigurationKey(
      .training, "weight_decay", \.training.weightDecay, 0...10, from: .data,
      "The decoupled weight decay of the network weights."),
    ConfigurationKey(
      .training, "averaging_epochs", \.training.averagingEpochs, 0...1e5, unit: "epochs",
      "The time constant of the moving average of the weights, at most a fifteenth of the schedule; 0 turns it off."),
    ConfigurationKey(
      .training, "validation_fraction", \.training.validationFraction, 0...0.9,
      "The share of the training set held back for validation where no validation set is given."),
    ConfigurationKey(
      .training, "patience", \.training.patience, 1...1e6, unit: "epochs",
      "The fit stops after this many epochs without a better validation loss."),
    ConfigurationKey(
      .training, "threads", \.training.threads, 1...256, from: .machine,
      "The number of threads; the same number gives the same bits."),
    ConfigurationKey(
      .training, "seed", \.training.seed, 0...0x1p53,
      "The seed of every random number of the fit."),
  ]
}
