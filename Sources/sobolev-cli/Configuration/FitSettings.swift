package import Sobolev

/// Everything that a configuration file can set.
package struct FitSettings: Sendable, Hashable {
  /// The section `model`.
  package var model = DensityHyperparameters()

  /// The section `training`.
  package var training = TrainingOptions()

  package init() {}
}
