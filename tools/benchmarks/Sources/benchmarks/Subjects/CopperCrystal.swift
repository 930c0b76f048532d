internal import Sobolev

/// Face-centered cubic copper at room temperature, roughly: every atom displaced at random.
struct CopperCrystal {
  /// The displacement along each axis in Å (root mean square), near that at 300 K.
  static let displacement = 0.08

  /// Makes a periodic crystal of `repeats` cubic cells of four atoms.
  static func make(_ repeats: SIMD3<Int>, seed: UInt64) throws -> Configuration {
    guard let element = Element(symbol: "Cu") else { throw BenchmarkError.elementUnknown("Cu") }
    var generator = RandomGenerator(seed: seed)
    let lattice = 3.615
    let halves: [SIMD3<Double>] = [[0, 0, 0], [0, 1, 1], [1, 0, 1], [1, 1, 0]]
    var positions: [SIMD3<Double>] = []
    for x in 0..<repeats.x {
      for y in 0..<repeats.y {
        for z in 0..<repeats.z {
          for half in halves {
            let site = SIMD3(Double(x), Double(y), Double(z)) + half / 2
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
}
