/// What one epoch of a fit did: a row of the log.
public struct EpochRecord: Sendable, Hashable, Codable {
  /// The epoch, counted from 1.
  public var epoch: Int
  /// The number of epochs that the schedule is laid out for.
  public var plannedEpochs: Int
  /// The learning rate of the last step.
  public var learningRate: Double
  /// The Euclidean norm of the last gradient.
  public var gradientNorm: Double
  /// The mean cosines between the gradients of the terms; `nil` where they are not measured.
  public var gradientCosines: GradientCosines?
  /// Errors on the training set, met by the changing parameters during the epoch.
  public var training: ErrorSums
  /// Errors of the averaged parameters on the validation set; `nil` without one.
  public var validation: ErrorSums?
  /// Whether the averaged parameters are the best so far.
  public var isBest: Bool
  /// The wall-clock time since the fit began, in seconds.
  public var elapsedSeconds: Double
}
