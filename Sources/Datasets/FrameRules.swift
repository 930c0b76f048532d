import Atomistics
import Foundation

/// The rules that look at one frame alone.
struct FrameRules {
  private let frame: LabeledConfiguration

  /// Distances in units of the sum of the covalent radii; see ``DatasetCheck``.
  private static let impossibleDistance = 0.1
  private static let suspiciousDistance = 0.6

  init(_ frame: LabeledConfiguration) { self.frame = frame }

  func apply(_ tally: inout FindingTally) {
    // Distances in a flat cell mean nothing.
    if checkCell(&tally) { checkDistances(&tally) }
    checkNetForce(&tally)
    checkSymmetry(&tally)
  }

  private func checkCell(_ tally: inout FindingTally) -> Bool {
    guard let cell = frame.configuration.cell else { return true }
    let volume = cell.volume / Double(max(frame.configuration.count, 1))
    // Only where all directions repeat does the volume say something about the density.
    if volume >= 0.1 || (volume > 0 && cell.periodicity.contains(false)) { return true }
    tally.add(
      .flatCell, .error, frame: frame.name, measure: -volume,
      message: "the cell has \(rounded(volume)) Å³ an atom",
      advice: "check the cell vectors and their unit; leave the cell out for molecules")
    return false
  }

  private func checkDistances(_ tally: inout FindingTally) {
    let configuration = frame.configuration
    guard let pair = configuration.closestPair(limit: FrameRules.suspiciousDistance) else { return }
    let (first, second) = (configuration.elements[pair.first], configuration.elements[pair.second])
    let words =
      "atoms \(pair.first) (\(first)) and \(pair.second) (\(second)) are \(rounded(pair.distance)) Å apart"
    if pair.ratio < FrameRules.impossibleDistance || pair.distance < 0.1 {
      tally.add(
        .atomsTooClose, .error, frame: frame.name, measure: -pair.ratio, message: words,
        advice: "atoms lie on top of each other: check coordinates, units and cell")
    } else {
      tally.add(
        .closeAtoms, .warning, frame: frame.name, measure: -pair.ratio, message: words,
        advice: "closer than any bond; check the unit of length, unless repulsion is meant to be sampled")
    }
  }

  private func checkNetForce(_ tally: inout FindingTally) {
    guard let forces = frame.labels.forces else { return }
    let net = forces.reduce(.zero, +).norm
    guard net > 0.01 * Double(forces.count).squareRoot() else { return }
    tally.add(
      .netForce, .warning, frame: frame.name, measure: net,
      message: "the forces add up to \(rounded(net)) eV/Å",
      advice:
        "forces of isolated systems add up to zero: check convergence, an external field, or frozen atoms")
  }

  private func checkSymmetry(_ tally: inout FindingTally) {
    if let virial = frame.labels.virial {
      let asymmetry = (virial - virial.transpose).elements.map(abs).max() ?? 0
      if asymmetry > 0.01 * max(virial.elements.map(abs).max() ?? 0, 1) {
        tally.add(
          .asymmetricVirial, .warning, frame: frame.name, measure: asymmetry,
          message: "the virial is asymmetric by \(rounded(asymmetry)) eV",
          advice: "check the order of its components")
      }
    }
    if let hessian = frame.labels.hessian {
      let size = 3 * frame.configuration.count
      var (asymmetry, largest) = (0.0, 0.0)
      for row in 0..<size {
        for column in 0...row {
          let (upper, lower) = (hessian[column * size + row], hessian[row * size + column])
          asymmetry = max(asymmetry, abs(upper - lower))
          largest = max(largest, abs(upper))
        }
      }
      if asymmetry > 0.01 * largest {
        tally.add(
          .asymmetricHessian, .warning, frame: frame.name, measure: asymmetry,
          message: "the Hessian is asymmetric by \(rounded(asymmetry)) eV/Å²",
          advice: "symmetrize it, and check the order of its rows")
      }
    }
  }
}

/// A figure for a message, with three digits that count.
func rounded(_ value: Double) -> String { String(format: "%.3g", value) }
