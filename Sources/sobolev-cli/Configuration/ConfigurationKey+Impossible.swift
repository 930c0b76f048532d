extension ConfigurationKey.Section {
  /// Keys of another family that this one cannot have because its file format has no place for them, with the reason.
  var impossibleKeys: [String: String] {
    switch self {
    case .model, .training, .penalties: [:]
    case .acsf:
      [
        "cutoff_function": "fits of this family use tanh³(1 − r/r_c), which every engine for n2p2 files has",
        "activation": "fits of this family use tanh, which every engine for n2p2 files has",
        "slopes": "the files of n2p2 have no place for slopes; use the density family, or let the weights learn them",
      ]
    case .nep:
      [
        "cutoff_function": "a nep.txt always means the cosine; use the density family for smoother ones",
        "activation": "a nep.txt always means tanh; use the density family for others",
        "slopes": "a nep.txt has no place for slopes; use the density family, or let the weights learn them",
      ]
    }
  }
}
