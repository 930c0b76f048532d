import Sobolev

extension FitSettings {
  /// What the library and the machine suggest for a fit, before anything the user says.
  init(for data: FitInput, family: PotentialFamily) {
    self.init()
    self.family = family
    nep = NEPSettings(for: data.training.frames)
    acsf = ACSFSettings(for: data.training.frames)
    model = AutomaticSettings(for: data.training.frames).hyperparameters
    training = family.trainingOptions(for: data.training.frames)
    training.threads = ThreadOptions.processors
  }
}
