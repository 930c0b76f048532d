import Atomistics

/// Reproducible random cells and structures.
struct TestGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  /// SplitMix64 (Steele, Lea and Flood 2014, doi:10.1145/2660193.2660195).
  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  mutating func vector(_ range: ClosedRange<Double>) -> SIMD3<Double> {
    SIMD3(
      .random(in: range, using: &self), .random(in: range, using: &self),
      .random(in: range, using: &self))
  }

  /// A skewed cell with edges of about `edge` Å.
  mutating func cell(edge: Double, periodicity: [Bool]) -> Cell {
    Cell(
      Matrix3(
        edge * (SIMD3(1, 0, 0) + vector(-0.4...0.4)), edge * (SIMD3(0, 1, 0) + vector(-0.4...0.4)),
        edge * (SIMD3(0, 0, 1) + vector(-0.4...0.4))), periodicity: periodicity)
  }

  /// Atoms at random in a box of `spread` cells about the origin.
  mutating func configuration(count: Int, in cell: Cell, spread: Double) -> Configuration {
    let elements = [1, 6, 14].compactMap(Element.init(atomicNumber:))
    return Configuration(
      elements: (0..<count).map { elements[$0 % elements.count] },
      positions: (0..<count).map { _ in vector(-spread / 2...spread / 2) * cell.vectors }, cell: cell)
  }
}

/// Cubic diamond cells of silicon.
func diamond(latticeConstant: Double, repeats: Int) -> Configuration {
  let fractions: [SIMD3<Double>] = [
    [0, 0, 0], [0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0],
    [0.25, 0.25, 0.25], [0.25, 0.75, 0.75], [0.75, 0.25, 0.75], [0.75, 0.75, 0.25],
  ]
  var positions: [SIMD3<Double>] = []
  for a in 0..<repeats {
    for b in 0..<repeats {
      for c in 0..<repeats {
        let corner = SIMD3(Double(a), Double(b), Double(c))
        positions += fractions.map { latticeConstant * (corner + $0) }
      }
    }
  }
  let silicon = [14].compactMap(Element.init(atomicNumber:))
  return Configuration(
    elements: positions.map { _ in silicon[0] }, positions: positions,
    cell: Cell(latticeConstant * Double(repeats) * Matrix3.identity))
}
