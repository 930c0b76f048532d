internal import Foundation

/// A structure as numbers that do not change when it is turned, shifted or renumbered: how often atoms of each
/// pair of elements are at each distance, smoothed.
///
///     d_abk = 1/N Σ_i∈a Σ_j∈b e^(−((r_ij − c_k)/w)²) (1 − r_ij²/36)²,   c_k = 0.5, 1.0, …, 5.5 Å,   w = 0.5 Å
public struct PairHistogram: Sendable {
  private let places: [Element: Int]
  private static let centers = (1...11).map { 0.5 * Double($0) }
  private static let width = 0.5
  private static let reach = 6.0

  /// Prepares for structures of some elements.
  public init(elements: [Element]) {
    places = Dictionary(uniqueKeysWithValues: elements.sorted().enumerated().map { ($1, $0) })
  }

  /// How many numbers there are.
  public var count: Int { places.count * (places.count + 1) / 2 * PairHistogram.centers.count }

  /// The numbers of a structure.
  ///
  /// - Throws: `AtomisticsError` for a cell without volume.
  public func values(of configuration: Configuration) throws(AtomisticsError) -> [Float] {
    var sums = [Double](repeating: 0, count: count)
    let list = try NeighborList(of: configuration, cutoff: PairHistogram.reach)
    let vectors = list.vectors(in: configuration)
    for atom in 0..<configuration.count {
      for pair in list.pairs(of: atom) {
        guard let own = places[configuration.elements[atom]],
          let its = places[configuration.elements[Int(list.neighbors[pair])]], own <= its
        else { continue }
        let start = (its * (its + 1) / 2 + own) * PairHistogram.centers.count
        let distance = vectors[pair].norm
        let fade = 1 - distance * distance / (PairHistogram.reach * PairHistogram.reach)
        for (k, center) in PairHistogram.centers.enumerated() {
          let offset = (distance - center) / PairHistogram.width
          sums[start + k] += exp(-offset * offset) * fade * fade
        }
      }
    }
    let scale = 1 / Double(max(configuration.count, 1))
    return sums.map { Float($0 * scale) }
  }
}
