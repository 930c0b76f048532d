package import Sobolev

/// Everything that a configuration file can set.
package struct FitSettings: Sendable, Hashable {
  /// The family of potentials.
  package var family = PotentialFamily.density

  /// The section `model`: the sizes of a density potential.
  package var model = DensityHyperparameters()

  /// The section `nep`: the sizes of a neuroevolution potential.
  package var nep = NEPSettings()

  /// The section `acsf`: the symmetry functions and networks.
  package var acsf = ACSFSettings()

  /// The path of the potential that the fit starts from; its family and sizes are those of the fit then.
  package var start: String?

  /// The section `training`.
  package var training = TrainingOptions()

  package init() {}
}
