/// The kinds of reference values that a configuration may carry.
public enum LabelKind: String, CaseIterable, Sendable, Hashable, Codable {
  case energy, forces, virial, hessian
}

extension LabelKind: CustomStringConvertible {
  public var description: String {
    switch self {
    case .energy: "energy"
    case .forces: "forces"
    case .virial: "virial"
    case .hessian: "Hessian"
    }
  }
}
