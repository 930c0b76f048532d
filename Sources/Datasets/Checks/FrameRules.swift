import Atomistics

/// The rules that look at one frame alone.
struct FrameRules {
  private let frame: LabeledConfiguration
  /// Where the frame is in its file.
  private let index: Int
  private let cutoff: Double?

  /// Distances in units of the sum of the covalent radii; see ``DatasetCheck``.
  private static let impossibleDistance = 0.1
  private static let suspiciousDistance = 0.6

  init(_ frame: LabeledConfiguration, index: Int, cutoff: Double?) {
    self.frame = frame
    self.index = index
    self.cutoff = cutoff
  }

  func apply(_ tally: inout FindingTally) {
    // Distances in a flat cell mean nothing.
    if checkCell(&tally) { checkDistances(&tally) }
    checkMagnitudes(&tally)
    checkForces(&tally)
    checkVirial(&tally)
    HessianRules(frame, index: index)?.apply(&tally)
  }

  private func checkCell(_ tally: inout FindingTally) -> Bool {
    guard let cell = frame.configuration.cell else { return true }
    let volume = cell.volume / Double(max(frame.configuration.count, 1))
    // Only where all directions repeat does the volume say something about the density.
    if volume >= 0.1 || (volume > 0 && cell.periodicity.contains(false)) {
      checkThickness(cell, &tally)
      return true
    }
    tally.add(
      .flatCell, .error, frame: index, measure: -volume,
      message: "the cell has \(rounded(volume)) Å³ an atom",
      advice: "check the cell vectors and their unit; leave the cell out for molecules")
    return false
  }

  private func checkThickness(_ cell: Cell, _ tally: inout FindingTally) {
    let thickness = (0..<3).filter { cell.periodicity[$0] }.map { cell.heights[$0] }.min() ?? .infinity
    guard let cutoff, thickness < cutoff else { return }
    tally.add(
      .thinCell, .note, frame: index, measure: -thickness,
      message: "the cell is \(rounded(thickness)) Å thick, less than the cutoff of \(rounded(cutoff)) Å",
      advice: "atoms see their own images; add larger cells if defects or disorder matter")
  }

  private func checkDistances(_ tally: inout FindingTally) {
    let configuration = frame.configuration
    guard let pair = configuration.closestPair(limit: FrameRules.suspiciousDistance) else { return }
    let (first, second) = (configuration.elements[pair.first], configuration.elements[pair.second])
    let words =
      "atoms \(pair.first) (\(first)) and \(pair.second) (\(second)) are \(rounded(pair.distance)) Å apart"
    if pair.ratio < FrameRules.impossibleDistance || pair.distance < 0.1 {
      tally.add(
        .atomsTooClose, .error, frame: index, measure: -pair.ratio, message: words,
        advice: "atoms lie on top of each other: check coordinates, units and cell")
    } else {
      tally.add(
        .closeAtoms, .warning, frame: index, measure: -pair.ratio, message: words,
        advice: "closer than any bond; check the unit of length, unless repulsion is meant to be sampled")
    }
  }

  /// Numbers that no atom has: the innermost electrons of the heaviest hold less than 10⁶ eV together.
  private func checkMagnitudes(_ tally: inout FindingTally) {
    let labels = frame.labels
    let positions = frame.configuration.positions
    let figures: [(name: String, unit: String, size: Double?, limit: Double)] = [
      ("the distance of an atom from the origin", "Å", positions.map(\.norm).max(), 1e8),
      ("the energy an atom", "eV", labels.energy.map { abs($0) / Double(max(positions.count, 1)) }, 1e7),
      ("a force", "eV/Å", labels.forces?.map(\.norm).max(), 1e7),
      ("an element of the virial", "eV", labels.virial?.elements.map(abs).max(), 1e9),
      ("an element of the Hessian", "eV/Å²", labels.hessian?.lazy.map(abs).max(), 1e9),
    ]
    for figure in figures {
      guard let size = figure.size, size > figure.limit else { continue }
      tally.add(
        .impossibleNumber, .error, frame: index, measure: size,
        message: "\(figure.name) is \(rounded(size)) \(figure.unit)",
        advice: "no atom has that; the file is damaged, or the unit is wrong")
    }
  }

  private func checkForces(_ tally: inout FindingTally) {
    guard let forces = frame.labels.forces else { return }
    let net = forces.reduce(.zero, +).norm
    if net > 0.01 * Double(forces.count).squareRoot() {
      tally.add(
        .netForce, .warning, frame: index, measure: net,
        message: "the forces add up to \(rounded(net)) eV/Å",
        advice:
          "forces of isolated systems add up to zero: check convergence, an external field, or frozen atoms")
      return
    }
    guard frame.configuration.isIsolated, forces.count > 1 else { return }
    let positions = frame.configuration.positions
    let center = positions.reduce(.zero, +) / Double(positions.count)
    var (torque, arms, size) = (SIMD3<Double>.zero, 0.0, 0.0)
    for (position, force) in zip(positions, forces) {
      let arm = position - center
      torque += arm.cross(force)
      arms += arm.dot(arm)
      size += arm.norm * force.norm
    }
    // The noise of the net force at the distance of the atoms, and a hundredth of large forces.
    guard torque.norm > 0.02 * arms.squareRoot() + 0.01 * size else { return }
    tally.add(
      .netTorque, .warning, frame: index, measure: torque.norm,
      message: "the forces turn the molecule with a torque of \(rounded(torque.norm)) eV",
      advice:
        "forces of isolated molecules do not: they may belong to another frame or orientation, or lack "
        + "convergence")
  }

  private func checkVirial(_ tally: inout FindingTally) {
    guard let virial = frame.labels.virial else { return }
    let asymmetry = (virial - virial.transpose).elements.map(abs).max() ?? 0
    guard asymmetry > 0.01 * max(virial.elements.map(abs).max() ?? 0, 1) else { return }
    tally.add(
      .asymmetricVirial, .warning, frame: index, measure: asymmetry,
      message: "the virial is asymmetric by \(rounded(asymmetry)) eV",
      advice: "check the order of its components")
  }
}
