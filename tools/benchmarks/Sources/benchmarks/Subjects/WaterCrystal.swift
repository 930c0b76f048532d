internal import Sobolev

/// Water molecules of the density of the liquid on a cubic lattice, turned at random.
struct WaterCrystal {
  /// The distance of neighboring molecules in Å: 0.0334 molecules/Å³.
  static let spacing = 3.105

  /// The length of the bonds in Å, and cosine and sine of half their angle of 104.5°.
  private static let bond = 0.958
  private static let halfAngle = SIMD2(0.6122, 0.7907)

  /// Makes a periodic box of molecules.
  static func make(_ molecules: SIMD3<Int>, seed: UInt64) throws -> Configuration {
    guard let oxygen = Element(symbol: "O"), let hydrogen = Element(symbol: "H") else {
      throw BenchmarkError.elementUnknown("O or H")
    }
    var generator = RandomGenerator(seed: seed)
    var positions: [SIMD3<Double>] = []
    var elements: [Element] = []
    for x in 0..<molecules.x {
      for y in 0..<molecules.y {
        for z in 0..<molecules.z {
          let center = spacing * SIMD3(Double(x), Double(y), Double(z))
          let axis = unit(generator.gaussianVector())
          let across = generator.gaussianVector()
          let side = unit(across - (across * axis).sum() * axis)
          let (along, aside) = (bond * halfAngle.x * axis, bond * halfAngle.y * side)
          positions += [center, center + along + aside, center + along - aside]
          elements += [oxygen, hydrogen, hydrogen]
        }
      }
    }
    let lengths = spacing * SIMD3<Double>(molecules)
    return Configuration(
      elements: elements, positions: positions,
      cell: Cell(Matrix3([lengths.x, 0, 0], [0, lengths.y, 0], [0, 0, lengths.z])))
  }

  private static func unit(_ vector: SIMD3<Double>) -> SIMD3<Double> {
    vector / (vector * vector).sum().squareRoot()
  }
}
