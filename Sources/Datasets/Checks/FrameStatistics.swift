import Atomistics

/// What frames are compared by: energies, largest forces and largest elements of Hessians, each against all others.
struct FrameStatistics {
  /// A value of a frame. Single precision halves the memory and keeps seven digits.
  private struct Entry {
    var frame: Int32
    var value: Float
  }

  /// Energies per atom in eV by composition, in which all frames are comparable.
  private var energies: [[Element: Int]: [Entry]] = [:]
  /// Largest forces in eV/Å and elements of Hessians in eV/Å² of frames of several atoms: those of a single one are zero.
  private var forces: [Entry] = []
  private var hessians: [Entry] = []

  /// Deviations from the median beyond this many robust standard deviations are outliers.
  private static let limit = 8.0
  /// Fewer frames than this have no statistics.
  private static let smallestSample = 10

  mutating func add(_ frame: LabeledConfiguration, index: Int) {
    let atoms = frame.configuration.count
    guard atoms > 0 else { return }
    if let energy = frame.labels.energy {
      let entry = Entry(frame: Int32(index), value: Float(energy / Double(atoms)))
      energies[frame.configuration.elementCounts.primitive, default: []].append(entry)
    }
    guard atoms > 1 else { return }
    if let largest = frame.labels.forces?.map(\.norm).max() {
      forces.append(Entry(frame: Int32(index), value: Float(largest)))
    }
    if let hessian = frame.labels.hessian {
      let largest = hessian.reduce(0) { max($0, abs($1)) }
      hessians.append(Entry(frame: Int32(index), value: Float(largest)))
    }
  }

  func apply(_ tally: inout FindingTally) {
    for entries in energies.values.sorted(by: { $0[0].frame < $1[0].frame }) {
      addOutliers(entries, .energyOutlier, floor: 0.001, &tally) { value, median in
        "the energy is \(rounded(value - median)) eV an atom from the median of its composition"
      }
    }
    addOutliers(forces, .forceOutlier, floor: 0.05, &tally) { value, median in
      "the largest force is \(rounded(value)) eV/Å where \(rounded(median)) is typical"
    }
    checkConstancy(energies.values.flatMap { $0 }, "energy an atom", &tally)
    checkConstancy(forces, "largest force", &tally)
    checkConstancy(hessians, "largest element of the Hessian", &tally)
  }

  /// - Parameter floor: The least width, so that nearly equal values have no outliers by rounding.
  private func addOutliers(
    _ entries: [Entry], _ rule: DatasetFinding.Rule, floor: Double, _ tally: inout FindingTally,
    message: (Double, Double) -> String
  ) {
    guard entries.count >= FrameStatistics.smallestSample,
      let statistics = RobustStatistics(entries.map { Double($0.value) })
    else { return }
    let bound = FrameStatistics.limit * max(statistics.width, floor)
    for entry in entries {
      let deviation = abs(Double(entry.value) - statistics.center)
      guard deviation > bound else { continue }
      tally.add(
        rule, .warning, frame: Int(entry.frame), measure: deviation,
        message: message(Double(entry.value), statistics.center),
        advice: "look at these frames; a crashed calculation or exploded geometry spoils a fit")
    }
  }

  /// A label that never changes was not computed, or belongs to one frame only.
  private func checkConstancy(_ entries: [Entry], _ name: String, _ tally: inout FindingTally) {
    guard entries.count >= FrameStatistics.smallestSample, let first = entries.first,
      entries.allSatisfy({ $0.value == first.value })
    else { return }
    guard first.value != 0 else {
      tally.add(
        .zeroLabel, .error, frame: nil, measure: 0, message: "the \(name) is 0 in all \(entries.count) frames",
        advice: "labels that were not computed must be missing or NaN, not zero")
      return
    }
    tally.add(
      .constantLabel, .warning, frame: nil, measure: 0,
      message: "the \(name) is \(rounded(Double(first.value))) in all \(entries.count) frames",
      advice: "check that the labels were computed for every frame")
  }
}

extension [Atomistics.Element: Int] {
  /// The composition without its amount: H2O and H4O2 are alike.
  fileprivate var primitive: [Atomistics.Element: Int] {
    let divisor = values.reduce(0) { first, second in
      var (a, b) = (first, second)
      while b != 0 { (a, b) = (b, a % b) }
      return a
    }
    return divisor > 1 ? mapValues { $0 / divisor } : self
  }
}
