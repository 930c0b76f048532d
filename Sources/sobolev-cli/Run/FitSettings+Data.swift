import Sobolev

extension FitSettings {
  /// What the library and the machine suggest for a fit, before anything the user says.
  init(for data: FitInput) {
    self.init()
    training.threads = ThreadOptions.processors
  }
}
