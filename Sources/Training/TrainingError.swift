/// Why a fit cannot start or go on.
public enum TrainingError: Error, Equatable, CustomStringConvertible {
  /// There is nothing to learn from.
  case noStructures
  /// No structure has an energy, force or virial.
  case noLabels
  /// The loss became NaN or infinite.
  case lossNotFinite(structure: String, term: String, epoch: Int)
  /// The gradient became NaN or infinite although every loss was finite.
  case gradientNotFinite(epoch: Int)
  /// A checkpoint belongs to another potential or other options.
  case stateDoesNotFit(parameters: Int, expected: Int)
  /// An option is outside its range.
  case optionOutOfRange(name: String, value: String, allowed: String)

  public var description: String {
    switch self {
    case .noStructures: "the training set is empty"
    case .noLabels: "no structure of the training set has an energy, forces or a virial"
    case .lossNotFinite(let structure, let term, let epoch):
      "the \(term) error of \(structure) is not a finite number in epoch \(epoch); "
        + "look at that structure, or lower learning_rate"
    case .gradientNotFinite(let epoch):
      "the gradient is not finite in epoch \(epoch); lower learning_rate"
    case .stateDoesNotFit(let parameters, let expected):
      "the checkpoint has \(parameters) parameters, the potential \(expected): it belongs to another fit"
    case .optionOutOfRange(let name, let value, let allowed):
      "\(name) is \(value), but must be \(allowed)"
    }
  }
}
