import Sobolev

extension PotentialFamily {
  /// How a potential of the family is trained where the user says nothing.
  func trainingOptions(for structures: [LabeledConfiguration]) -> TrainingOptions {
    switch self {
    case .nep: NEPSettings.options(for: structures)
    case .density, .acsf: AutomaticSettings(for: structures).options
    }
  }
}
