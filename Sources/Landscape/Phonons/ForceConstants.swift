public import Atomistics
internal import Foundation
public import Potentials

/// The second derivatives of the energy between the atoms of a cell and all atoms of the crystal.
///
/// They are columns of the Hessian of a supercell, from exact Hessian-vector products. An element belongs to
/// an atom and all of its images in other supercells; it is given to the nearest image, or in equal parts to
/// several that are equally near. Where the supercell is thicker than twice the reach of the second
/// derivatives, only one image can contribute, and the dynamical matrix is exact at every q; in any supercell it
/// is exact at those q that fit into it.
public struct ForceConstants: Sendable {
  /// The cell that repeats.
  public let crystal: Configuration

  /// How often the cell was repeated along each lattice vector.
  public let supercell: SIMD3<Int>

  /// Whether the supercell is so thick that nothing was folded.
  public let isExact: Bool

  /// Between two atoms: a block of the Hessian in eV/Å² and where the second one is.
  struct Term {
    let first: Int
    let second: Int
    /// From the first to the image of the second, in fractional coordinates of the cell.
    let vector: SIMD3<Double>
    let block: Matrix3
  }

  let terms: [Term]
  private let masses: [Double]

  /// Computes the force constants of a crystal, best at a minimum.
  ///
  /// Costs three Hessian-vector products of the supercell for each atom of the cell.
  ///
  /// - Parameters:
  ///   - crystal: A cell that repeats in all directions, best a primitive one.
  ///   - potential: The energy surface.
  ///   - supercell: How often the cell is repeated; `nil` takes the smallest that folds nothing.
  ///   - masses: In amu, one an atom; by default those of the elements.
  ///   - options: Threads and precision.
  /// - Throws: `LandscapeError.notPeriodic`, `badSupercell` or `noAtoms`; what the potential throws.
  public init(
    of crystal: Configuration, potential: any TwiceDifferentiable, supercell factors: SIMD3<Int>? = nil,
    masses: [Double]? = nil, options: EvaluationOptions = EvaluationOptions(precision: .double)
  ) throws {
    guard let cell = crystal.cell, cell.periodicity == [true, true, true] else {
      throw LandscapeError.notPeriodic
    }
    let thickness = Self.exactThickness(cutoff: potential.cutoff)
    let factors = factors ?? Self.factors(of: cell, thickness: thickness)
    let supercell = try Supercell(crystal, factors: factors)
    self.crystal = crystal
    self.supercell = factors
    self.masses = masses ?? crystal.elements.map(\.mass)
    isExact = (0..<3).allSatisfy { Double(factors[$0]) * cell.heights[$0] >= thickness }

    var evaluator = try potential.makeCurvatureEvaluator(
      for: [supercell.configuration], options: options)
    try evaluator.update(positions: supercell.configuration.positions)
    let images = NearestImages(of: supercell)
    let inverse = cell.vectors.inverse
    var terms: [Term] = []
    for first in 0..<crystal.count {
      let columns = try evaluator.hessianVectorProducts(
        (0..<3).map { axis in
          var direction = [SIMD3<Double>](repeating: .zero, count: supercell.configuration.count)
          direction[first][axis] = 1
          return direction
        })
      for atom in 0..<supercell.configuration.count {
        // H is symmetric, so its columns are its rows.
        let block = Matrix3(columns[0][atom], columns[1][atom], columns[2][atom])
        guard block != .zero else { continue }
        let vectors = images.vectors(from: first, to: atom)
        for vector in vectors {
          terms.append(
            Term(
              first: first, second: atom % crystal.count, vector: vector * inverse,
              block: 1 / Double(vectors.count) * block))
        }
      }
    }
    self.terms = terms
  }

  /// The thickness in Å from which on a supercell folds nothing.
  ///
  /// The energy of an atom depends on what is within the cutoff of it, so that second derivatives reach from one
  /// end of its sphere to the other, and an atom and its image must not both be reached.
  private static func exactThickness(cutoff: Double) -> Double { 2 * (2 * cutoff) }

  private static func factors(of cell: Cell, thickness: Double) -> SIMD3<Int> {
    let heights = cell.heights
    return SIMD3(
      Int((thickness / heights.x).rounded(.up)), Int((thickness / heights.y).rounded(.up)),
      Int((thickness / heights.z).rounded(.up)))
  }

  /// The largest element in eV/Å² of Σ_j Φ_ij, which is zero but for rounding, since moving the whole crystal costs
  /// nothing: the acoustic sum rule.
  public var translationResidual: Double {
    var sums = [Matrix3](repeating: .zero, count: crystal.count)
    for term in terms { sums[term.first] = sums[term.first] + term.block }
    return sums.flatMap { $0.elements.map(abs) }.max() ?? 0
  }

  /// The squares of the frequencies at a wave vector in eV/(Å² amu), rising: the eigenvalues of
  ///
  ///     D_ij(q) = Σ_R Φ_i,jR exp(i q·(r_j + R − r_i)) / √(m_i m_j)
  ///
  /// - Parameter point: q in fractional coordinates of the reciprocal cell.
  /// - Throws: `VibrationError.diagonalizationFailed`.
  public func squaredFrequencies(at point: SIMD3<Double>) throws(VibrationError) -> [Double] {
    guard let values = dynamicalMatrix(at: point).eigenvalues() else {
      throw .diagonalizationFailed
    }
    return values
  }

  /// The wavenumbers at a wave vector in cm⁻¹, rising; negative where the crystal is unstable.
  ///
  /// - Throws: `VibrationError.diagonalizationFailed`.
  public func wavenumbers(at point: SIMD3<Double>) throws(VibrationError) -> [Double] {
    try squaredFrequencies(at: point).map { Units.wavenumber(squaredFrequency: $0) }
  }

  /// The dynamical matrix at a wave vector, in eV/(Å² amu); row and column are 3·atom + axis.
  package func dynamicalMatrix(at point: SIMD3<Double>) -> HermitianMatrix {
    let size = 3 * crystal.count
    var real = [Double](repeating: 0, count: size * size)
    var imaginary = real
    for term in terms {
      let phase = 2 * Double.pi * point.dot(term.vector)
      let (cosine, sine) = (cos(phase), sin(phase))
      for row in 0..<3 {
        let place = (3 * term.first + row) * size + 3 * term.second
        for column in 0..<3 {
          real[place + column] += cosine * term.block[row][column]
          imaginary[place + column] += sine * term.block[row][column]
        }
      }
    }
    var matrix = HermitianMatrix(size: size)
    for row in 0..<size {
      for column in 0..<size {
        let (here, there) = (row * size + column, column * size + row)
        // The average with the conjugate transpose removes rounding.
        let scale = 0.5 / (masses[row / 3] * masses[column / 3]).squareRoot()
        matrix[row, column] = (
          scale * (real[here] + real[there]), scale * (imaginary[here] - imaginary[there])
        )
      }
    }
    return matrix
  }
}
