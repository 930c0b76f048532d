import Atomistics
import Foundation
import Landscape
import Potentials
import Testing

@Suite("Phonons")
struct PhononTests {
  private static let points: [SIMD3<Double>] = [
    .zero, [0.5, 0, 0.5], [0.5, 0.5, 0.5], [0.13, -0.27, 0.41], [0.02, 0.01, -0.005], [0.9, 0.3, 0.77],
  ]

  /// q·r of a vector in the crystal.
  private static func angle(_ q: SIMD3<Double>, _ cell: Matrix3, _ vector: SIMD3<Double>) -> Double {
    2 * .pi * q.dot(vector * cell.inverse)
  }

  /// Σ over neighbors of (1 − cos q·r) times the block of the pair, over the mass: one atom a cell.
  private static func latticeSum(
    _ crystal: Configuration, at q: SIMD3<Double>, cutoff: Double,
    block: (SIMD3<Double>) -> Matrix3
  ) throws -> [Double] {
    let cell = try #require(crystal.cell).vectors
    let list = try NeighborList(of: crystal, cutoff: cutoff)
    var sum = Matrix3.zero
    for vector in list.vectors(in: crystal) {
      let sine = sin(angle(q, cell, vector) / 2)
      sum = sum + 2 * sine * sine * block(vector)
    }
    let matrix = DenseMatrix(rows: 3, columns: 3, elements: (1 / Argon.mass * sum).elements)
    return try #require(matrix.symmetricEigensystem()).values
  }

  @Test("springs between nearest neighbors give the textbook dispersion of the face-centered crystal")
  func nearestNeighbors() throws {
    let crystal = Argon.crystal(spacing: Argon.rest)
    let constants = try ForceConstants(of: crystal, potential: Argon.nearest)
    #expect(constants.isExact)
    #expect(constants.translationResidual < 1e-14)
    for q in Self.points {
      let expected = try Self.latticeSum(crystal, at: q, cutoff: 1.1 * Argon.rest) { vector in
        Argon.curvature / vector.dot(vector) * Matrix3(outer: vector, vector)
      }
      for (value, reference) in zip(try constants.squaredFrequencies(at: q), expected) {
        // The pairs rest at their minimum up to rounding of 1e-14 in σ.
        #expect(abs(value - reference) < 1e-13 * Argon.curvature)
      }
    }
    // At X, ω² is 4 k/m (twice) and 8 k/m.
    let unit = Argon.curvature / Argon.mass
    for (value, factor) in zip(try constants.squaredFrequencies(at: [0.5, 0, 0.5]), [4.0, 4, 8]) {
      #expect(abs(value / unit - factor) < 1e-11)
    }
  }

  @Test("the dispersion of Lennard-Jones argon is the lattice sum over all neighbors")
  func severalShells() throws {
    let crystal = Argon.crystal(spacing: 3.72)
    let constants = try ForceConstants(of: crystal, potential: Argon.several)
    for q in Self.points {
      let expected = try Self.latticeSum(crystal, at: q, cutoff: 8.5) { vector in
        // φ'' r̂r̂ + φ'/r (1 − r̂r̂) from differences of the energy of a pair.
        let pair = { (r: Double) in try energy(of: r) }
        let (slope, curvature) = (try? derivatives(pair, at: vector.norm)) ?? (.nan, .nan)
        let along = 1 / vector.dot(vector) * Matrix3(outer: vector, vector)
        return curvature * along + slope / vector.norm * (Matrix3.identity - along)
      }
      for (value, reference) in zip(try constants.squaredFrequencies(at: q), expected) {
        // Second differences of the pair energy err by some 1e-9 eV/Å².
        #expect(abs(value - reference) < 1e-7 * Argon.curvature)
      }
    }
  }

  private func energy(of distance: Double) throws -> Double {
    var evaluator = try Argon.several.makeEvaluator(
      for: [Argon.cluster([.zero, [distance, 0, 0]])], options: EvaluationOptions())
    try evaluator.evaluate(positions: [.zero, [distance, 0, 0]])
    return evaluator.evaluation.energies[0]
  }

  /// Central differences of fourth order.
  private func derivatives(
    _ function: (Double) throws -> Double, at x: Double
  ) throws -> (slope: Double, curvature: Double) {
    let h = 1e-3
    let (a, b, c, d, e) = (
      try function(x - 2 * h), try function(x - h), try function(x), try function(x + h),
      try function(x + 2 * h)
    )
    return ((a - 8 * b + 8 * d - e) / (12 * h), (-a + 16 * b - 30 * c + 16 * d - e) / (12 * h * h))
  }

  /// A wave cos(q·r) or sin(q·r) that fits into a supercell is a displacement of its atoms; the Hessian of the
  /// supercell times it is the dynamical matrix at q, with nothing folded and no force constants at all.
  @Test("a many-body crystal's dynamical matrix is the response to waves in another supercell")
  func waves() throws {
    let potential = try ManyBodyCrystal.potential()
    let crystal = ManyBodyCrystal.configuration
    let constants = try ForceConstants(of: crystal, potential: potential)
    #expect(constants.isExact)
    #expect(constants.translationResidual < 1e-10)
    let factors = SIMD3(2, 1, 3)
    for q in [SIMD3(0.5, 0, 1.0 / 3), SIMD3(0, 0, 2.0 / 3), SIMD3(0.5, 0, 0)] {
      let expected = try ManyBodyCrystal.dynamicalMatrix(of: potential, at: q, supercell: factors)
      let found = constants.dynamicalMatrix(at: q)
      for row in 0..<found.size {
        for column in 0..<found.size {
          let (one, other) = (found[row, column], expected[row][column])
          #expect(abs(one.real - other.real) < 1e-11)
          #expect(abs(one.imaginary - other.imaginary) < 1e-11)
        }
      }
    }
    // Folded into a supercell that is too small it is still exact at the waves that fit.
    let small = try ForceConstants(of: crystal, potential: potential, supercell: factors)
    #expect(!small.isExact)
    let fitting = SIMD3(0.5, 0, 1.0 / 3)
    for (one, other) in zip(
      try small.squaredFrequencies(at: fitting), try constants.squaredFrequencies(at: fitting))
    { #expect(abs(one - other) < 1e-11) }
  }

  @Test("three acoustic modes vanish at the center")
  func acoustic() throws {
    let constants = try ForceConstants(
      of: ManyBodyCrystal.configuration, potential: try ManyBodyCrystal.potential())
    let values = try constants.squaredFrequencies(at: .zero).map(abs).sorted()
    #expect(values[..<3].allSatisfy { $0 < 1e-11 })
    #expect(values[3] > 1e-5)
  }

  @Test("the density of states holds all modes, and its second moment is the force constant of an atom")
  func densityOfStates() throws {
    let crystal = Argon.crystal(spacing: Argon.rest)
    let constants = try ForceConstants(of: crystal, potential: Argon.nearest)
    let density = try PhononDensityOfStates(constants, mesh: [11, 12, 12])
    #expect(density.mesh == [12, 12, 12])
    let step = density.wavenumbers[1] - density.wavenumbers[0]
    // The axis ends four standard deviations beyond the last mode: 3e-5 of a Gaussian's tail are lost.
    #expect(abs(density.density.reduce(0, +) * step - 3) < 1e-3)
    // Σ_q tr D(q)/N = tr Φ(0)/m: each of twelve springs adds k to the trace.
    let unit = Units.wavenumber(squaredFrequency: 1)
    let moment = density.modes.reduce(0) { $0 + ($1 / unit) * ($1 / unit) } / Double(density.pointCount)
    #expect(abs(moment / (12 * Argon.curvature / Argon.mass) - 1) < 1e-12)
    #expect(density.modes.allSatisfy { $0 > 0 })
    // Dulong and Petit: 3 k at high temperature, less (ħω/kT)²/12.
    let hot = density.thermalFunctions(temperature: 3000)
    #expect(abs(hot.heatCapacity / (3 * Units.boltzmannConstant) - 1) < 1e-4)
    #expect(density.thermalFunctions(temperature: 0).energy == hot.zeroPointEnergy)
  }

  @Test("tables and drawing hold every branch")
  func output() throws {
    let constants = try ForceConstants(
      of: Argon.crystal(spacing: Argon.rest), potential: Argon.nearest)
    let path = try ReciprocalPath("GXU|KGL", lattice: .faceCenteredCubic)
    let bands = try PhononBands(constants, along: path, count: 40)
    let lines = bands.csv.split(separator: "\n")
    #expect(lines.count == bands.samples.count + 1)
    #expect(lines.allSatisfy { $0.split(separator: ",", omittingEmptySubsequences: false).count == 9 })
    let svg = PhononPlot(bands, try PhononDensityOfStates(constants), title: "Ar <fcc>").svg
    #expect(svg.hasPrefix("<svg") && svg.hasSuffix("</svg>\n"))
    // Three branches on two lines, and the density.
    #expect(svg.components(separatedBy: "<polyline").count - 1 == 7)
    #expect(svg.contains(">U|K<") && svg.contains("Ar &lt;fcc>") && !svg.contains("nan"))
  }

  @Test("impossible supercells and molecules are refused")
  func errors() {
    let crystal = Argon.crystal(spacing: Argon.rest)
    #expect(throws: LandscapeError.badSupercell([0, 2, 2], atoms: 0)) {
      try ForceConstants(of: crystal, potential: Argon.nearest, supercell: [0, 2, 2])
    }
    #expect(throws: LandscapeError.badSupercell([2, 200_000, 1], atoms: 400_000)) {
      try ForceConstants(of: crystal, potential: Argon.nearest, supercell: [2, 200_000, 1])
    }
    #expect(throws: LandscapeError.notPeriodic) {
      try ForceConstants(of: Argon.cluster([.zero]), potential: Argon.nearest)
    }
  }
}
