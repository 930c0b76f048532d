internal import Sobolev

/// Random errors of the training labels, as of a reference that is not converged.
enum LabelNoise: String {
  case none
  /// Normal with 50 meV/Å for force components and 20 meV for energies.
  case noisy

  static let levels: [LabelNoise] = [.none, .noisy]

  /// The frames with errors that are functions of the seed alone.
  func apply(to frames: [LabeledConfiguration], seed: UInt64) -> [LabeledConfiguration] {
    guard self == .noisy else { return frames }
    var generator = RandomGenerator(seed: seed, stream: 78)
    return frames.map { frame in
      var copy = frame
      copy.labels.energy = frame.labels.energy.map { $0 + 0.02 * generator.gaussian() }
      copy.labels.forces = frame.labels.forces?.map { $0 + 0.05 * generator.gaussianVector() }
      return copy
    }
  }
}
