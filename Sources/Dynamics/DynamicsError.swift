/// What can go wrong in a molecular dynamics run.
public enum DynamicsError: Error, Equatable, CustomStringConvertible {
  /// An option is out of its range.
  case invalidOption(name: String, value: Double, requirement: String)
  /// There is nothing to move.
  case noAtoms(replica: Int)
  /// An energy, force or position became NaN or infinite.
  case diverged(replica: Int, atom: Int?, time: Double)
  /// The trajectory file exists already.
  case outputExists(path: String)
  /// The trajectory file could not be created, written or renamed.
  case cannotWrite(path: String, reason: String)

  public var description: String {
    switch self {
    case .invalidOption(let name, let value, let requirement):
      "\(name) is \(value), but must be \(requirement)"
    case .noAtoms(let replica):
      "replica \(replica) has no atoms"
    case .diverged(let replica, let atom, let time):
      "replica \(replica) broke down at \(time) fs: "
        + (atom.map { "the position of atom \($0)" } ?? "the energy or a force")
        + " is no longer a finite number"
    case .outputExists(let path):
      "\(path) exists already; remove it or choose another name"
    case .cannotWrite(let path, let reason):
      "cannot write \(path): \(reason)"
    }
  }
}
