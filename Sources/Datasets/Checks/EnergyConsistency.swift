import Atomistics

/// Finds frames whose energy does not fit the forces of the frames next to them, as after a mix-up.
///
/// The energy difference of two close frames is the work of their forces up to an error that grows with the
/// square of the step or faster. A frame that misses by far more than is usual with every one of its closest
/// neighbors has the energy of another. Where the forces change much from one frame to the other, as against a
/// repulsive wall, the energy difference need only lie between the work of the one and that of the other.
struct EnergyConsistency {
  private let samples: [SampledFrame]

  /// Fewer neighbors than this prove nothing.
  private static let smallestNeighborhood = 3
  /// Misses beyond this many times the median are a contradiction.
  private static let limit = 20.0
  /// Misses of energies below this are the noise of the calculation, in eV.
  private static let noise = 0.02

  /// By how much the energy difference of two frames misses the work of their forces.
  private struct Miss {
    /// In eV.
    var size: Double
    /// In eV/Å² of mean square displacement.
    var relative: Double
    /// What the change of the forces along the way excuses, in eV.
    var tolerance: Double
  }

  init(_ samples: [SampledFrame]) {
    self.samples = samples.filter { $0.frame.labels.energy != nil && $0.frame.labels.forces != nil }
  }

  /// The frames that contradict their neighbors, with the least of their misses in eV.
  func contradictions() -> [(index: Int, miss: Double)] {
    var misses: [Int: [Miss]] = [:]
    let neighbors = NearestPairs.ofEach(samples.map(\.frame.configuration))
    for entry in neighbors {
      let (first, second) = (samples[entry.first].frame.labels, samples[entry.second].frame.labels)
      guard let start = first.energy, let end = second.energy, let push = first.forces,
        let pull = second.forces, !entry.pair.isStrained
      else { continue }
      let size = abs(end - start - entry.pair.work(push, pull))
      let miss = Miss(
        size: size, relative: size / entry.meanSquare,
        tolerance: max(entry.pair.workSpread(push, pull), EnergyConsistency.noise))
      misses[entry.first, default: []].append(miss)
      misses[entry.second, default: []].append(miss)
    }
    let usual = misses.values.flatMap { $0.map(\.relative) }.sorted()
    guard !usual.isEmpty else { return [] }
    let bound = EnergyConsistency.limit * usual[usual.count / 2]
    return misses.sorted { $0.key < $1.key }.compactMap { place, own in
      guard own.count >= EnergyConsistency.smallestNeighborhood,
        own.allSatisfy({ $0.relative > bound && $0.size > $0.tolerance })
      else { return nil }
      return (samples[place].index, own.map(\.size).min() ?? 0)
    }
  }
}
