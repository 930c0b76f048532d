import Sobolev

extension PotentialFamily {
  /// How a potential of the family is trained where the user says nothing.
  func trainingOptions(for structures: [LabeledConfiguration]) -> TrainingOptions {
    switch self {
    case .nep: NEPSettings.options(for: structures)
    case .acsf: ACSFSettings.options(for: structures)
    case .density: AutomaticSettings(for: structures).options
    }
  }
}
