/// A part of the loss: the quantity whose error it measures.
public enum LossTerm: Int, Sendable, Hashable, Codable, CaseIterable, CustomStringConvertible {
  case energy, force, virial, hessian

  public var description: String {
    switch self {
    case .energy: "energy"
    case .force: "force"
    case .virial: "virial"
    case .hessian: "Hessian"
    }
  }
}
