import Atomistics

/// What a Hessian says about itself and about the forces of its frame.
///
/// Turning a whole molecule turns its forces with it. So for each axis ω
///
///     H (ω × r) = −ω × F
///
/// in every geometry, which compares the units and signs of both without a second frame.
struct HessianEvidence {
  private let configuration: Configuration
  private let hessian: [Double]

  /// The Hessian of a frame; `nil` where it has none.
  init?(_ frame: LabeledConfiguration) {
    guard let hessian = frame.labels.hessian,
      hessian.count == 9 * frame.configuration.count * frame.configuration.count
    else { return nil }
    configuration = frame.configuration
    self.hessian = hessian
  }

  /// The product of the Hessian with one vector an atom.
  func product(_ vectors: [SIMD3<Double>]) -> [SIMD3<Double>] {
    let size = 3 * vectors.count
    return vectors.indices.map { atom in
      var sum = SIMD3<Double>.zero
      for axis in 0..<3 {
        let row = (3 * atom + axis) * size
        for other in vectors.indices {
          let block = SIMD3(
            hessian[row + 3 * other], hessian[row + 3 * other + 1], hessian[row + 3 * other + 2])
          sum[axis] += block.dot(vectors[other])
        }
      }
      return sum
    }
  }

  /// The two sides of the rotation rule: −ω × F and H (ω × r) for the three axes.
  func rotationRule(_ forces: [SIMD3<Double>]) -> (turned: [SIMD3<Double>], responses: [SIMD3<Double>]) {
    let center = configuration.positions.reduce(.zero, +) / Double(max(configuration.count, 1))
    let axes: [SIMD3<Double>] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    return (
      axes.flatMap { axis in forces.map { -axis.cross($0) } },
      axes.flatMap { axis in product(configuration.positions.map { axis.cross($0 - center) }) }
    )
  }

  /// The sum of the blocks of each row of atoms, which is zero because nothing changes when all atoms move
  /// alike: the largest element in eV/Å².
  var largestTranslationResidual: Double {
    let axes: [SIMD3<Double>] = [[1, 0, 0], [0, 1, 0], [0, 0, 1]]
    return axes.flatMap { axis in product(Array(repeating: axis, count: configuration.count)) }
      .map { max(abs($0.x), abs($0.y), abs($0.z)) }.max() ?? 0
  }

  /// The largest element in eV/Å².
  var largestElement: Double { hessian.reduce(0) { max($0, abs($1)) } }

  /// The highest vibrational frequency in cm⁻¹, to some per cent, by power iteration on the mass-weighted
  /// Hessian from a random start.
  var topFrequency: Double {
    let scales = configuration.elements.map { 1 / $0.mass.squareRoot() }
    var generator = RandomGenerator(seed: 1)
    var vector = scales.map { $0 * generator.gaussianVector() }
    var eigenvalue = 0.0
    for _ in 0..<60 {
      let norm = vector.reduce(0) { $0 + $1.dot($1) }.squareRoot()
      guard norm > 0, norm.isFinite else { return 0 }
      vector = vector.map { $0 / norm }
      let next = zip(product(zip(vector, scales).map { $0 * $1 }), scales).map { $0 * $1 }
      eigenvalue = zip(vector, next).reduce(0) { $0 + $1.0.dot($1.1) }
      vector = next
    }
    return HessianEvidence.wavenumber(ofEigenvalue: eigenvalue)
  }

  /// √λ / 2πc in cm⁻¹ for an eigenvalue in eV/(Å² amu): 521.47 √λ, negative where it is imaginary.
  private static func wavenumber(ofEigenvalue eigenvalue: Double) -> Double {
    // Å/fs² per (eV/Å)/amu; 1 fs⁻¹ is 10¹⁵/(2π c) cm⁻¹ with c = 2.99792458e10 cm/s.
    let squaredRate = abs(eigenvalue) * Units.accelerationPerForce
    let wavenumber = squaredRate.squareRoot() * 1e15 / (2 * Double.pi * 2.99792458e10)
    return eigenvalue < 0 ? -wavenumber : wavenumber
  }
}
