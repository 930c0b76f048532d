import Sobolev

extension ExportFormat {
  /// The functions of a potential that files of the format have no place for, in words: they are lost even where a student
  /// is distilled.
  func functionsWithoutPlace(in potential: FittedPotential) -> [String] {
    guard case .density(let density) = potential else { return [] }
    let choices = density.hyperparameters
    var words: [String] = []
    if !cutoffFunctions.contains(choices.cutoffFunction) {
      words.append("the cutoff function \(choices.cutoffFunction.rawValue)")
    }
    if !activations.contains(choices.activation) { words.append("the activation \(choices.activation.rawValue)") }
    if choices.slopes == .trainable { words.append("trainable slopes") }
    return words
  }

  private var cutoffFunctions: Set<DensityCutoff> {
    switch self {
    case .nep: [.cosine]
    case .n2p2: Set(DensityCutoff.allCases).subtracting([.quartic])
    }
  }

  private var activations: Set<NetworkActivation> {
    switch self {
    case .nep: [.hyperbolicTangent]
    case .n2p2: Set(NetworkActivation.allCases).subtracting([.sigmoidLinear])
    }
  }
}
