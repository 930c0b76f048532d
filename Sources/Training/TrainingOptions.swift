/// How a fit runs: the weights of the loss, the optimizer and when to stop.
///
/// The loss is the mean over structures of
/// w_E (ΔE/N)² + w_F Σ|ΔF|²/3N + w_V Σ(ΔW/N)²/9 + w_H Σ|ΔH u|²/3N, times the weight of the structure, with
/// errors in eV, eV/Å, eV and eV/Å²; unlabeled terms are left out.
public struct TrainingOptions: Sendable, Hashable, Codable {
  /// The weight w_E of the squared energy error per atom, in 1/eV².
  public var energyWeight = 100.0
  /// The weight w_F of the squared force error per component, in Å²/eV².
  public var forceWeight = 1.0
  /// The weight w_V of the squared virial error per atom and component, in 1/eV².
  public var virialWeight = 0.1
  /// The weight w_H of the squared error of Hessian-vector products, in Å⁴/eV²: the square of the
  /// displacement within which a Hessian shall count as forces do, times w_F.
  public var hessianWeight = 0.0
  /// The directions u along which Hessians are compared.
  public var hessianProbe = HessianProbe.rademacher
  /// The number of directions for each structure and step.
  public var hessianProbeCount = 1
  /// Where on the schedule (0 to 1) the weight of the Hessian begins to rise from zero.
  public var hessianStart = 0.0
  /// Over which part of the schedule it rises linearly to `hessianWeight`.
  public var hessianRamp = 0.0
  /// The exponent s of the norm (1 + ω²/ω₀²)^s in which force errors count where a frame has a Hessian: below
  /// zero soft modes come first, above stiff ones.
  public var forceNormExponent = 0.0
  /// The frequency ω₀ of that norm, as a wavenumber in cm⁻¹.
  public var forceNormFrequency = 1000.0
  /// The penalty of the slope of the energy.
  public var gradientPenalty = DerivativePenalty()
  /// The penalty of the curvature of the energy along random directions.
  public var curvaturePenalty = DerivativePenalty()
  /// The penalty of what second-order Taylor expansions about frames lack.
  public var taylorPenalty = DerivativePenalty()
  /// The standard deviation by which penalties displace every coordinate of a perturbed frame, in Å.
  public var penaltyDisplacement = 0.05
  /// The weight of the overlaps between the rows of the first weight matrices.
  public var orthogonalityWeight = 0.0
  /// The upper bound of the singular values of the networks' weight matrices; `nil` for none.
  public var spectralBound: Double? = nil
  /// How the gradients of energy, first derivatives and Hessian are combined.
  public var gradientConflict = GradientConflict.none
  /// Where the squared error of each term turns linear, as a multiple of that term's running RMS error;
  /// `nil` keeps it squared.
  public var huberThreshold: Double? = nil
  /// The number of passes over the training set.
  public var epochs = 150
  /// A wall-clock budget in seconds: the schedule is laid out to end by then, after `epochs` passes at most.
  public var timeBudget: Double? = nil
  /// The number of structures in a mini-batch.
  public var batchSize = 16
  /// The largest learning rate.
  public var learningRate = 3e-3
  /// The last learning rate, as a fraction of the largest; the decay is a cosine.
  public var finalLearningRateFraction = 0.01
  /// The fraction of the schedule over which the rate rises linearly from 0.
  public var warmUpFraction = 0.02
  /// The decoupled weight decay of the network weights.
  public var weightDecay = 1e-2
  /// The time constant of the exponential moving average of the weights, in epochs; 0 turns it off. A fit takes no
  /// more than `longestAveraging` of its schedule.
  public var averagingEpochs = 10.0
  /// The largest time constant of the moving average, as a fraction of the schedule.
  ///
  /// Over 37 epochs of 1109 frames of ethanol, 10 epochs instead of 2.5 took force errors from 7 to 14 meV/Å: the average
  /// still held weights of before the learning rate fell.
  public static let longestAveraging = 1.0 / 15
  /// The share of the training set held back for validation where no validation set is given.
  public var validationFraction = 0.05
  /// The number of epochs without a better validation loss after which the fit stops; `nil` never stops early.
  public var patience: Int? = nil
  /// The number of threads; the same number gives the same bits.
  public var threads = 2
  /// The seed of every random number of the fit.
  public var seed: UInt64 = 1

  /// The default options.
  public init() {}
}
