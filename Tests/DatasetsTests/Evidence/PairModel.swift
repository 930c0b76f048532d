import Atomistics
import Foundation

/// A pair potential with exact first and second derivatives, to make data that fit together.
///
/// Molecules: a Morse bond D (1 − e^(−a (r − r₀)))² − D between all atoms, r₀ the sum of their covalent radii.
/// Crystals: D (1 − r²/c²)⁴ up to c, which ends smoothly.
struct PairModel {
  private struct Term {
    var value = 0.0
    var slope = 0.0
    var curvature = 0.0
  }

  /// The energies of free atoms in eV, near those of all-electron calculations.
  static let atoms: [Int: Double] = [1: -13.6, 6: -1029.5, 8: -2043, 14: -7872]

  private static func morse(_ r: Double, length: Double) -> Term {
    let (depth, steepness) = (4.0, 1.9)
    let decay = exp(-steepness * (r - length))
    return Term(
      value: depth * ((1 - decay) * (1 - decay) - 1), slope: 2 * depth * steepness * (1 - decay) * decay,
      curvature: 2 * depth * steepness * steepness * (2 * decay - 1) * decay)
  }

  private static func bump(_ r: Double) -> Term {
    let (height, end) = (3.0, 4.0)
    guard r < end else { return Term() }
    let u = 1 - r * r / (end * end)
    let du = -2 * r / (end * end)
    return Term(
      value: height * pow(u, 4), slope: 4 * height * pow(u, 3) * du,
      curvature: 12 * height * u * u * du * du - 8 * height * pow(u, 3) / (end * end))
  }

  /// A configuration with all labels.
  static func labeled(_ configuration: Configuration, name: String) -> LabeledConfiguration {
    let count = configuration.count
    let size = 3 * count
    var energy = configuration.elements.reduce(0) { $0 + (atoms[$1.atomicNumber] ?? 0) }
    var forces = [SIMD3<Double>](repeating: .zero, count: count)
    var virial = Matrix3.zero
    var hessian = [Double](repeating: 0, count: size * size)
    for i in 0..<count {
      for j in 0..<count {
        for image in images(configuration.cell) where !(i == j && image == .zero) {
          let vector = configuration.positions[j] + image - configuration.positions[i]
          let r = vector.norm
          let length = configuration.elements[i].covalentRadius + configuration.elements[j].covalentRadius
          let term = configuration.cell == nil ? morse(r, length: length) : bump(r)
          // Each pair is met from both ends.
          energy += term.value / 2
          let direction = vector / r
          forces[i] += term.slope * direction
          virial = virial - 0.5 * term.slope * Matrix3(outer: vector, direction)
          let along = Matrix3(outer: direction, direction)
          let block = (term.curvature - term.slope / r) * along + term.slope / r * .identity
          for a in 0..<3 {
            for b in 0..<3 {
              hessian[(3 * i + a) * size + 3 * i + b] += block[a][b]
              hessian[(3 * i + a) * size + 3 * j + b] -= block[a][b]
            }
          }
        }
      }
    }
    return LabeledConfiguration(
      configuration,
      Labels(
        energy: energy, forces: forces, virial: configuration.cell == nil ? nil : virial, hessian: hessian),
      name: name)
  }

  private static func images(_ cell: Cell?) -> [SIMD3<Double>] {
    guard let cell else { return [.zero] }
    let steps = [-1.0, 0, 1]
    return steps.flatMap { a in steps.flatMap { b in steps.map { SIMD3(a, b, $0) * cell.vectors } } }
  }

  // MARK: Data sets

  /// Methanol-like molecules, each displaced by 0.03 Å or so from the one before, turned at random.
  static func molecules(_ count: Int, seed: UInt64 = 1) -> [LabeledConfiguration] {
    var generator = RandomGenerator(seed: seed)
    let elements = [6, 8, 1, 1, 1, 1].compactMap(Element.init(atomicNumber:))
    let start: [SIMD3<Double>] = [
      [0, 0, 0], [1.42, 0, 0], [-0.36, 1.03, 0], [-0.36, -0.51, 0.89], [-0.36, -0.51, -0.89],
      [1.73, 0.91, 0],
    ]
    var positions = start
    return (0..<count).map { index in
      // Half of the way back, so that the walk stays near its start.
      positions = zip(positions, start).map { $0 + 0.25 * ($1 - $0) + 0.03 * generator.gaussianVector() }
      let turn = rotation(&generator)
      let shift = 5 * generator.gaussianVector()
      return labeled(
        Configuration(elements: elements, positions: positions.map { $0 * turn + shift }), name: "m[\(index)]")
    }
  }

  /// Cells of eight silicon atoms, displaced at random, with or without changes of the cell.
  static func crystals(_ count: Int, strain: Double, seed: UInt64 = 1) -> [LabeledConfiguration] {
    var generator = RandomGenerator(seed: seed)
    let silicon = [14].compactMap(Element.init(atomicNumber:))
    let fractions: [SIMD3<Double>] = [
      [0, 0, 0], [0, 0.5, 0.5], [0.5, 0, 0.5], [0.5, 0.5, 0],
      [0.25, 0.25, 0.25], [0.25, 0.75, 0.75], [0.75, 0.25, 0.75], [0.75, 0.75, 0.25],
    ]
    return (0..<count).map { index in
      var change = Matrix3.zero
      for row in 0..<3 {
        for column in 0...row {
          let value = strain * generator.gaussian()
          change[row][column] = value
          change[column][row] = value
        }
      }
      let vectors = 5.43 * (Matrix3.identity + change)
      let drift = generator.gaussianVector()
      return labeled(
        Configuration(
          elements: fractions.map { _ in silicon[0] },
          positions: fractions.map { ($0 + drift) * vectors + 0.02 * generator.gaussianVector() },
          cell: Cell(vectors)), name: "c[\(index)]")
    }
  }

  private static func rotation(_ generator: inout RandomGenerator) -> Matrix3 {
    let x = generator.gaussianVector()
    let first = x / x.norm
    let y = generator.gaussianVector().cross(first)
    let second = y / y.norm
    return Matrix3(first, second, first.cross(second))
  }
}
