internal import Sobolev

/// Diamond silicon at room temperature, roughly: every atom displaced at random.
struct SiliconCrystal {
  /// The displacement along each axis in Å (root mean square), near that at 300 K.
  static let displacement = 0.08

  static let element = Element(symbol: "Si")

  /// Makes a periodic crystal of `repeats` cubic cells of eight atoms.
  static func make(_ repeats: SIMD3<Int>, seed: UInt64) throws -> Configuration {
    guard let element else { throw BenchmarkError.elementUnknown("Si") }
    var generator = RandomGenerator(seed: seed)
    let lattice = 5.43
    let quarters: [SIMD3<Double>] = [
      [0, 0, 0], [0, 2, 2], [2, 0, 2], [2, 2, 0], [1, 1, 1], [1, 3, 3], [3, 1, 3], [3, 3, 1],
    ]
    var positions: [SIMD3<Double>] = []
    for x in 0..<repeats.x {
      for y in 0..<repeats.y {
        for z in 0..<repeats.z {
          for quarter in quarters {
            let site = SIMD3(Double(x), Double(y), Double(z)) + quarter / 4
            positions.append(lattice * site + displacement * generator.gaussianVector())
          }
        }
      }
    }
    let lengths = lattice * SIMD3<Double>(repeats)
    return Configuration(
      elements: Array(repeating: element, count: positions.count), positions: positions,
      cell: Cell(Matrix3([lengths.x, 0, 0], [0, lengths.y, 0], [0, 0, lengths.z])))
  }

  /// The cutoff in Å within which an atom of a crystal has `mean` neighbors on average.
  static func cutoff(meanNeighbors mean: Int) throws -> Double {
    let crystal = try make(SIMD3(5, 5, 5), seed: 1)
    let list = try NeighborList(of: crystal, cutoff: 8)
    let distances = list.vectors(in: crystal).map(\.norm).sorted()
    let count = mean * crystal.count
    guard count < distances.count else { throw BenchmarkError.tooFewNeighbors(mean) }
    return (distances[count - 1] + distances[count]) / 2
  }
}
