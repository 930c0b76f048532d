internal import Sobolev

/// The frames that a system is fitted to and tested on.
struct StudyData {
  let system: StudySystem
  /// Chooses the training frames, and the molecules where these are drawn.
  let seed: UInt64
  /// Chooses the best epoch; no frame of it is learned from.
  let validation: [LabeledConfiguration]
  let tests: [TestSet]
  private let pool: [LabeledConfiguration]

  init(_ system: StudySystem, folder: String, seed: UInt64) throws {
    (self.system, self.seed) = (system, seed)
    func read(_ file: String) throws -> [LabeledConfiguration] {
      try DatasetFile(path: "\(folder)/\(system.folder)/\(file).h5").readAll()
    }
    let files = Frames(
      train: try read("train"), validation: try read("validation"), test: try read("test"),
      stationary: try read("stationary"))
    let frames = system == .chnoDrawn ? files.drawingMolecules(seed: seed) : files
    pool = system.pool(frames)
    let unseen = system.hasManyMolecules ? frames.heldBack : frames.validation.dynamics([300, 500])
    validation = Array(unseen.spread(34).enumerated().filter { $0.offset % 2 == 0 }.map(\.element))
    tests = try system.testSets(frames).map { try TestSet(name: $0.name, frames: $0.frames) }
  }

  /// A share of the training frames, another for every seed; those of smaller shares are in larger ones.
  func training(percent: Int) -> [LabeledConfiguration] {
    var generator = RandomGenerator(seed: seed, stream: 77)
    return Array(pool.shuffled(using: &generator).prefix(max(pool.count * percent / 100, 1)))
  }
}

/// Unseen frames with the frequencies of their Hessians.
struct TestSet {
  let name: String
  let frames: [LabeledConfiguration]
  /// Wavenumbers of all modes of each frame in cm⁻¹.
  let wavenumbers: [[Double]]

  init(name: String, frames: [LabeledConfiguration]) throws {
    self.name = name
    self.frames = frames
    wavenumbers = try frames.map { frame in
      guard let hessian = frame.labels.hessian else { return [] }
      return try NormalModes(of: frame.configuration, hessian: hessian).wavenumbers
    }
  }
}
