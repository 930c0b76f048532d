/// Whether two structures are the same, however they are turned, shifted, mirrored or numbered.
///
/// Each atom is described by the sorted distances to its neighbors of each element, and atoms of the two
/// structures are paired so that these agree. Distances up to 5 Å count in periodic structures and large ones,
/// and all of them in molecules. Mirror images are the same, as they are for every energy.
public struct EnvironmentMatch: Sendable {
  /// The sorted distances of one atom, element by element.
  private struct Environment {
    var element: Element
    var distances: [(element: Element, distance: Double)]
  }

  private let environments: [Environment]
  private let reach: Double

  /// Molecules up to this size are taken whole.
  private static let largestWhole = 400

  /// Describes a structure. Cost: O(N) neighbors, sorted; all N² pairs for molecules.
  public init(_ configuration: Configuration) {
    let isWhole = configuration.cell == nil && configuration.count <= EnvironmentMatch.largestWhole
    reach = isWhole ? .infinity : 5
    var lists = configuration.elements.map { Environment(element: $0, distances: []) }
    if isWhole {
      for i in 0..<configuration.count {
        for j in 0..<configuration.count where j != i {
          let distance = (configuration.positions[j] - configuration.positions[i]).norm
          lists[i].distances.append((configuration.elements[j], distance))
        }
      }
    } else if let list = try? NeighborList(of: configuration, cutoff: reach) {
      let vectors = list.vectors(in: configuration)
      for i in 0..<configuration.count {
        lists[i].distances = list.pairs(of: i).map {
          (configuration.elements[Int(list.neighbors[$0])], vectors[$0].norm)
        }
      }
    }
    for i in lists.indices { lists[i].distances.sort { ($0.element, $0.distance) < ($1.element, $1.distance) } }
    environments = lists
  }

  /// The largest difference of corresponding distances in Å, or `nil` where it is beyond a limit or the
  /// structures have other atoms.
  ///
  /// Cost: O(N²) comparisons, most of which end early.
  public func difference(from other: EnvironmentMatch, limit: Double) -> Double? {
    guard environments.count == other.environments.count else { return nil }
    var free = Array(other.environments.indices)
    var largest = 0.0
    for own in environments {
      var best: (place: Int, difference: Double)?
      for (place, candidate) in free.enumerated() {
        let bound = best?.difference ?? limit
        guard let difference = difference(own, other.environments[candidate], limit: bound) else { continue }
        best = (place, difference)
        // Nothing is closer than rounding.
        if difference < 1e-9 { break }
      }
      guard let best else { return nil }
      free.remove(at: best.place)
      largest = max(largest, best.difference)
    }
    return largest
  }

  private func difference(_ a: Environment, _ b: Environment, limit: Double) -> Double? {
    guard a.element == b.element else { return nil }
    var largest = 0.0
    var (i, j) = (0, 0)
    while i < a.distances.count || j < b.distances.count {
      // A neighbor at the rim may lie just outside in the other structure.
      let own = i < a.distances.count ? a.distances[i] : nil
      let its = j < b.distances.count ? b.distances[j] : nil
      if let own, let its, own.element == its.element, abs(own.distance - its.distance) <= limit {
        largest = max(largest, abs(own.distance - its.distance))
        (i, j) = (i + 1, j + 1)
      } else if let own, own.distance > reach - limit {
        i += 1
      } else if let its, its.distance > reach - limit {
        j += 1
      } else {
        return nil
      }
    }
    return largest
  }
}
