import Atomistics

/// What frames are compared by: energies, largest forces and fingerprints.
struct FrameStatistics {
  private struct Entry {
    var frame: String
    var value: Double
  }

  /// Energies per atom in eV by composition, in which all frames are comparable.
  private var energies: [[Element: Double]: [Entry]] = [:]
  private var forces: [Entry] = []
  private var firstFrames: [Int: String] = [:]

  /// Deviations from the median beyond this many robust standard deviations are outliers.
  private static let limit = 8.0
  /// Fewer frames than this have no statistics.
  private static let smallestSample = 10

  mutating func add(_ frame: LabeledConfiguration, _ tally: inout FindingTally) {
    let atoms = frame.configuration.count
    guard atoms > 0 else { return }
    if let energy = frame.labels.energy {
      var counts: [Element: Double] = [:]
      for element in frame.configuration.elements { counts[element, default: 0] += 1 }
      let composition = counts.mapValues { $0 / Double(atoms) }
      energies[composition, default: []].append(Entry(frame: frame.name, value: energy / Double(atoms)))
    }
    if let largest = frame.labels.forces?.map(\.norm).max() {
      forces.append(Entry(frame: frame.name, value: largest))
    }
    let fingerprint = frame.configuration.fingerprint
    if let earlier = firstFrames[fingerprint] {
      tally.add(
        .duplicateFrame, .warning, frame: frame.name, measure: 0,
        message: "frames are there twice, such as \(earlier) again as \(frame.name)",
        advice: "remove the copies, above all where one is in the training and the other in the test set")
    } else {
      firstFrames[fingerprint] = frame.name
    }
  }

  func addOutliers(_ tally: inout FindingTally) {
    for entries in energies.values.sorted(by: { $0[0].frame < $1[0].frame }) {
      addOutliers(entries, .energyOutlier, floor: 0.001, &tally) { value, median in
        "the energy is \(rounded(value - median)) eV an atom from the median of its composition"
      }
    }
    addOutliers(forces, .forceOutlier, floor: 0.05, &tally) { value, median in
      "the largest force is \(rounded(value)) eV/Å where \(rounded(median)) is typical"
    }
  }

  /// - Parameter floor: The least width, so that nearly equal values have no outliers by rounding.
  private func addOutliers(
    _ entries: [Entry], _ rule: DatasetFinding.Rule, floor: Double, _ tally: inout FindingTally,
    message: (Double, Double) -> String
  ) {
    guard entries.count >= FrameStatistics.smallestSample,
      let statistics = RobustStatistics(entries.map(\.value))
    else { return }
    let bound = FrameStatistics.limit * max(statistics.width, floor)
    for entry in entries {
      let deviation = abs(entry.value - statistics.center)
      guard deviation > bound else { continue }
      tally.add(
        rule, .warning, frame: entry.frame, measure: deviation,
        message: message(entry.value, statistics.center),
        advice: "look at these frames; a crashed calculation or exploded geometry spoils a fit")
    }
  }
}

extension Configuration {
  /// A hash of elements, coordinates and cell rounded to 10⁻⁶ Å; equal configurations have equal ones.
  fileprivate var fingerprint: Int {
    var hasher = Hasher()
    hasher.combine(elements)
    for position in positions { hasher.combine((position * 1e6).rounded(.toNearestOrEven)) }
    if let cell {
      for row in 0..<3 { hasher.combine((cell.vectors[row] * 1e6).rounded(.toNearestOrEven)) }
      hasher.combine(cell.periodicity)
    }
    return hasher.finalize()
  }
}
