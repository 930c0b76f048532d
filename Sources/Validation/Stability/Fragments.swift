internal import Atomistics

/// Which atoms of a structure hang together, and whether some have left.
///
/// Atoms hang together at the start when they are closer than 1.85 times the sum of their covalent radii,
/// which holds for bonds (1.0) and touching noble gas atoms (1.8), and have left when no atom of their
/// part is within 2.5 times the sum: a bond of that length is broken. The gap between the two keeps
/// bonds that vibrate from counting.
///
/// A structure that repeats in all three directions is not checked: an atom always has neighbors there.
struct Fragments: Sendable {
  private static let bondReach = 1.85
  private static let breakReach = 2.5

  /// The part that each atom belonged to at the start, named by one of its atoms.
  private let parts: [Int]?

  init(_ start: Configuration) throws {
    let isBulk = start.cell.map { !$0.periodicity.contains(false) } ?? false
    parts = isBulk ? nil : try Self.parts(of: start, reach: Self.bondReach)
  }

  /// The atoms of the smallest piece that has come off its part, or `nil` when everything holds together.
  func lostAtoms(of configuration: Configuration) throws -> [Int]? {
    guard let parts else { return nil }
    let now = try Self.parts(of: configuration, reach: Self.breakReach)
    var pieces: [SIMD2<Int>: [Int]] = [:]
    for atom in parts.indices { pieces[[parts[atom], now[atom]], default: []].append(atom) }
    let broken = Dictionary(grouping: pieces.values) { parts[$0[0]] }.values.filter { $0.count > 1 }
    return broken.flatMap { $0 }.min { ($0.count, $0[0]) < ($1.count, $1[0]) }
  }

  /// Joins atoms that are near each other; every part is named by its first atom.
  private static func parts(of configuration: Configuration, reach: Double) throws -> [Int] {
    let radii = configuration.elements.map(\.covalentRadius)
    guard let largest = radii.max() else { return [] }
    let list = try NeighborList(of: configuration, cutoff: 2 * reach * largest)
    let vectors = list.vectors(in: configuration)
    var parts = Array(radii.indices)
    func root(_ atom: Int) -> Int {
      var atom = atom
      while parts[atom] != atom { atom = parts[atom] }
      return atom
    }
    for i in radii.indices {
      for pair in list.pairs(of: i) {
        let j = Int(list.neighbors[pair])
        guard j > i, vectors[pair].norm < reach * (radii[i] + radii[j]) else { continue }
        let (a, b) = (root(i), root(j))
        parts[max(a, b)] = min(a, b)
      }
      parts[i] = root(i)
    }
    return radii.indices.map { root($0) }
  }
}
