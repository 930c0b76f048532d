import Atomistics
import Potentials
import Testing

@Suite("Normal modes")
struct NormalModesTests {
  /// The Hessian of springs between atoms at rest: k r̂ r̂ᵀ for each pair.
  private static func springs(
    _ positions: [SIMD3<Double>], _ pairs: [(Int, Int, Double)]
  ) -> [Double] {
    let size = 3 * positions.count
    var hessian = [Double](repeating: 0, count: size * size)
    for (a, b, constant) in pairs {
      let difference = positions[b] - positions[a]
      let block = Matrix3(outer: difference, difference).elements.map {
        constant * $0 / difference.dot(difference)
      }
      for row in 0..<3 {
        for column in 0..<3 {
          let element = block[3 * row + column]
          hessian[(3 * a + row) * size + 3 * a + column] += element
          hessian[(3 * b + row) * size + 3 * b + column] += element
          hessian[(3 * a + row) * size + 3 * b + column] -= element
          hessian[(3 * b + row) * size + 3 * a + column] -= element
        }
      }
    }
    return hessian
  }

  private static func configuration(
    _ symbols: [String], _ positions: [SIMD3<Double>], cell: Cell? = nil
  ) -> Configuration {
    Configuration(elements: symbols.compactMap { Element(symbol: $0) }, positions: positions, cell: cell)
  }

  /// √(k/μ)/(2πc) in SI units: k in eV/Å², μ in amu, result in cm⁻¹.
  private static func wavenumber(_ constant: Double, _ mass: Double) -> Double {
    let newtonsPerMeter = constant * 1.602176634e-19 / 1e-20
    return (newtonsPerMeter / (mass * 1.66053906892e-27)).squareRoot() / (2 * .pi * 299_792_458) / 100
  }

  @Test("two atoms on a spring vibrate with √(k/μ) along the bond")
  func diatomic() throws {
    let positions: [SIMD3<Double>] = [[0.3, -0.2, 0.1], [1.0, 0.5, -0.7]]
    let molecule = Self.configuration(["H", "Cl"], positions)
    let modes = try NormalModes(of: molecule, hessian: Self.springs(positions, [(0, 1, 32.2)]))
    #expect(modes.count == 1)
    let (h, cl) = (modes.masses[0], modes.masses[1])
    let reduced = h * cl / (h + cl)
    // Rounding of the eigenvalue, relative: some 1e-15 of the matrix.
    #expect(abs(modes.wavenumbers[0] / Self.wavenumber(32.2, reduced) - 1) < 1e-12)
    let direction = modes.direction(of: 0)
    let bond = positions[1] - positions[0]
    #expect(direction[0].cross(bond).norm < 1e-12)
    #expect((h * direction[0] + cl * direction[1]).norm < 1e-12)
  }

  @Test("a linear molecule has 3N − 5 modes, and one slightly bent by a loose relaxation as well")
  func linear() throws {
    for bend in [0.0, 3e-4] {
      let positions: [SIMD3<Double>] = [[-1.16, 0, 0], [0, bend, 0], [1.16, 0, 0]]
      let molecule = Self.configuration(["O", "C", "O"], positions)
      let hessian = Self.springs(positions, [(0, 1, 99), (1, 2, 99)])
      let modes = try NormalModes(of: molecule, hessian: hessian)
      #expect(modes.count == 4)
      let (o, c) = (modes.masses[0], modes.masses[1])
      // ω² = k/m_O and k (1/m_O + 2/m_C); the springs do not resist bending. A bend by b changes these by
      // the order of (b/r)² = 1e-7.
      let expected = [0, 0, 99 / o, 99 * (1 / o + 2 / c)]
      for (value, exact) in zip(modes.eigenvalues, expected) { #expect(abs(value - exact) < 1e-5) }
    }
  }

  @Test("the number of rigid motions follows the dimension of what repeats and the shape")
  func rigidMotions() {
    let bent: [SIMD3<Double>] = [[0, 0, 0], [1, 0.2, 0], [0, 1, 0.4]]
    let vectors = Matrix3([4, 0, 0], [0, 4, 0], [0, 0, 4])
    func count(_ positions: [SIMD3<Double>], _ periodicity: [Bool]?) -> Int {
      let atoms = Self.configuration(
        Array(repeating: "O", count: positions.count), positions,
        cell: periodicity.map { Cell(vectors, periodicity: $0) })
      return RigidMotion(of: atoms, masses: atoms.elements.map(\.mass)).rotationCount
    }
    #expect(count(bent, nil) == 3)
    #expect(count([bent[0], bent[1]], nil) == 2)
    #expect(count([bent[1]], nil) == 0)
    #expect(count(bent, [true, false, false]) == 1)
    #expect(count([[0, 0, 0], [2, 0, 0]], [true, false, false]) == 0)
    #expect(count(bent, [true, true, false]) == 0)
    #expect(count(bent, [true, true, true]) == 0)
  }

  @Test("vectors are orthonormal, diagonalize the Hessian, and with the rigid ones span everything")
  func completeness() throws {
    var generator = RandomGenerator(seed: 4, stream: 1)
    let symbols = ["C", "H", "O", "H", "N"]
    let positions = symbols.map { _ in
      SIMD3(generator.gaussian(), generator.gaussian(), generator.gaussian())
    }
    let size = 3 * symbols.count
    let root = DenseMatrix(
      rows: size, columns: size, elements: (0..<size * size).map { _ in generator.gaussian() })
    var hessian = root
    hessian.multiply(root, DenseMatrix.identity(size), transposingFirst: true, keeping: 1)
    let molecule = Self.configuration(symbols, positions)
    let forces = symbols.map { _ in
      SIMD3(generator.gaussian(), generator.gaussian(), generator.gaussian())
    }
    let modes = try NormalModes(of: molecule, hessian: hessian.elements, excludingForces: [forces])
    #expect(modes.count == size - 7)
    #expect(modes.components(ofForces: forces).allSatisfy { abs($0) < 1e-12 })
    let all = (0..<modes.count).map { Array(modes.vector(of: $0)) } + modes.excluded
    for (a, first) in all.enumerated() {
      for (b, second) in all.enumerated() {
        let overlap = zip(first, second).reduce(0) { $0 + $1.0 * $1.1 }
        #expect(abs(overlap - (a == b ? 1 : 0)) < 1e-12)
      }
    }
    for a in 0..<modes.count {
      let one = modes.displacement(of: a).flatMap { [$0.x, $0.y, $0.z] }
      for b in 0..<modes.count {
        let other = modes.displacement(of: b).flatMap { [$0.x, $0.y, $0.z] }
        var element = 0.0
        for row in 0..<size {
          for column in 0..<size {
            element += one[row] * hessian.elements[row * size + column] * other[column]
          }
        }
        #expect(abs(element - (a == b ? modes.eigenvalues[a] : 0)) < 1e-11)
      }
    }
  }

  @Test("a soft mode stays apart from translations and rotations, a saddle's frequency is negative")
  func softAndUnstable() throws {
    // A zigzag whose long springs nearly vanish or push apart.
    let positions: [SIMD3<Double>] = [[0, 0, 0], [1.2, 0.8, 0], [2.4, 0, 0]]
    let molecule = Self.configuration(["O", "O", "O"], positions)
    for weak in [1e-12, -0.5] {
      let hessian = Self.springs(positions, [(0, 1, 30), (1, 2, 30), (0, 2, weak)])
      let modes = try NormalModes(of: molecule, hessian: hessian)
      #expect(modes.count == 3)
      #expect((modes.wavenumbers[0] < -50) == (weak < 0))
      #expect(abs(modes.wavenumbers[0]) < (weak < 0 ? 1000 : 0.1))
      #expect(modes.wavenumbers[1] > 500)
    }
  }

  @Test("a Hessian with a gap is refused")
  func notFinite() {
    var hessian = [Double](repeating: 0, count: 36)
    hessian[7] = .nan
    let molecule = Self.configuration(["H", "H"], [.zero, [0.7, 0, 0]])
    #expect(throws: VibrationError.hessianNotFinite) {
      try NormalModes(of: molecule, hessian: hessian)
    }
  }
}
