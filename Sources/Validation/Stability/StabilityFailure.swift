public import Dynamics
internal import Foundation

/// Why a molecular dynamics run is unstable; replicas and atoms are counted from 0, times are in fs.
public enum StabilityFailure: Sendable, Hashable {
  /// An energy, force or position became NaN or infinite.
  case diverged(replica: Int, atom: Int?, time: Double)
  /// A replica became far hotter than it should be; temperatures in K.
  case overheated(replica: Int, time: Double, temperature: Double, limit: Double)
  /// Two atoms came far closer than any such pair in the training data; distances in Å.
  case tooClose(
    replica: Int, time: Double, atoms: [Int], elements: ElementPair, distance: Double,
    trainingDistance: Double)
  /// Some atoms left the rest.
  case fragmented(replica: Int, time: Double, atoms: [Int], formula: String)
  /// The conserved energy changed too much; in meV/atom.
  case energyNotConserved(replica: Int, time: Double, change: Double, limit: Double)
  /// The conserved energy drifts; in meV/atom/ps.
  case drifting(EnergyDrift, limit: Double)
}

extension StabilityFailure: CustomStringConvertible {
  public var description: String {
    switch self {
    case .diverged(let replica, let atom, let time):
      let what = atom.map { "the position of atom \($0)" } ?? "the energy or a force"
      return "At \(Self.time(time)) \(what) of replica \(replica) was no longer a finite number."
    case .overheated(let replica, let time, let temperature, let limit):
      return "At \(Self.time(time)) replica \(replica) had reached \(Self.number(temperature, 0)) K, "
        + "more than the \(Self.number(limit, 0)) K that can be explained."
    case .tooClose(let replica, let time, let atoms, let elements, let distance, let training):
      let names = atoms.map(String.init).joined(separator: " and ")
      return "At \(Self.time(time)) atoms \(names) of replica \(replica) (\(elements)) were "
        + "\(Self.number(distance, 3)) Å apart, far closer than any such pair in the training data "
        + "(\(Self.number(training, 3)) Å)."
    case .fragmented(let replica, let time, let atoms, let formula):
      let names = atoms.prefix(10).map(String.init).joined(separator: ", ")
      return "At \(Self.time(time)) \(formula) had left replica \(replica) "
        + "(\(atoms.count == 1 ? "atom" : "atoms") \(names)\(atoms.count > 10 ? ", …" : ""))."
    case .energyNotConserved(let replica, let time, let change, let limit):
      return "At \(Self.time(time)) the conserved energy of replica \(replica) had changed by "
        + "\(Self.number(change, 3)) meV/atom, more than \(Self.number(limit, 3)) meV/atom: the time step "
        + "is too long or the forces are not the derivative of the energy."
    case .drifting(let drift, let limit):
      return "The conserved energy drifted by \(Self.number(drift.slope, 4)) ± "
        + "\(Self.number(drift.standardError, 4)) meV/atom/ps, more than \(Self.number(limit, 4))."
    }
  }

  /// A time in the unit that reads best.
  static func time(_ femtoseconds: Double) -> String {
    femtoseconds < 1000
      ? "\(number(femtoseconds, 1)) fs" : "\(number(femtoseconds / 1000, 3)) ps"
  }

  static func number(_ value: Double, _ decimals: Int) -> String {
    String(format: "%.\(decimals)f", value)
  }
}
