internal import Sobolev

/// What a fit learns from.
enum Supervision: String, CaseIterable {
  case energies = "E"
  case forces = "EF"
  case oneProbe = "EF+HVP1"
  case threeProbes = "EF+HVP3"
  case wholeHessians = "EF+H"

  /// Sets the weights of the loss; the others are those that the program chooses for data with Hessians.
  func apply(to options: inout TrainingOptions) {
    switch self {
    case .energies: (options.forceWeight, options.hessianWeight) = (0, 0)
    case .forces: options.hessianWeight = 0
    case .oneProbe: options.hessianProbeCount = 1
    case .threeProbes: options.hessianProbeCount = 3
    case .wholeHessians: options.hessianProbe = .columns
    }
  }
}
