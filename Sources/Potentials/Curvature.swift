public import Atomistics

/// A potential whose second derivatives are computed analytically.
///
/// They come as products of the Hessian with directions, each for about the cost of two evaluations; the
/// Hessian itself is its product with all unit vectors.
public protocol TwiceDifferentiable: Potential {
  /// Makes a curvature evaluator for structures whose elements stay as they are while atoms and cells move.
  ///
  /// - Throws: `PotentialError.unknownElement` where a structure has an element that the potential
  ///   does not know, or `AtomisticsError` for a degenerate cell or a position that is not finite.
  func makeCurvatureEvaluator(
    for structures: [Configuration], options: EvaluationOptions
  ) throws -> any CurvatureEvaluator
}

/// Computes second derivatives for a fixed list of structures, again and again as their atoms move.
public protocol CurvatureEvaluator {
  /// Where the atoms of each structure begin, and at the end the number of atoms.
  var structureOffsets: [Int] { get }

  /// Takes over positions, for all products until the next call.
  ///
  /// - Parameters:
  ///   - positions: In Å, the atoms of all structures one after another.
  ///   - cells: One a structure, or `nil` to keep the present cells.
  /// - Throws: `PotentialError.positionNotFinite`, or `AtomisticsError` for a degenerate cell.
  mutating func update(positions: [SIMD3<Double>], cells: [Cell?]?) throws

  /// The products H u = ∂/∂ε ∇E(R + ε u) of the Hessian with some directions, in eV/Å² times the unit
  /// of the directions.
  ///
  /// - Parameter directions: Each with one vector an atom, the atoms of all structures one after another;
  ///   the periodic images of an atom move along with it.
  /// - Throws: `PotentialError.resultNotFinite` where atoms coincide.
  mutating func hessianVectorProducts(_ directions: [[SIMD3<Double>]]) throws -> [[SIMD3<Double>]]

  /// The Hessian of each structure.
  ///
  /// - Throws: `PotentialError.resultNotFinite` where atoms coincide.
  mutating func hessians() throws -> [Hessian]
}

extension CurvatureEvaluator {
  /// Takes over positions in the present cells.
  public mutating func update(positions: [SIMD3<Double>]) throws {
    try update(positions: positions, cells: nil)
  }

  /// The Hessians as products with all unit vectors, a coordinate of every structure at once.
  public mutating func hessians() throws -> [Hessian] {
    let structures = (0..<structureOffsets.count - 1).map { structureOffsets[$0]..<structureOffsets[$0 + 1] }
    let most = structures.map(\.count).max() ?? 0
    let directions = (0..<3 * most).map { coordinate in
      var direction = [SIMD3<Double>](repeating: .zero, count: structureOffsets[structures.count])
      for atoms in structures where coordinate / 3 < atoms.count {
        direction[atoms.lowerBound + coordinate / 3][coordinate % 3] = 1
      }
      return direction
    }
    let products = try hessianVectorProducts(directions)
    return structures.map { atoms in
      Hessian(columns: products.prefix(3 * atoms.count).map { Array($0[atoms]) })
    }
  }
}

extension TwiceDifferentiable {
  /// The product of the Hessian of a configuration with one direction, in eV/Å² times its unit.
  ///
  /// - Parameter direction: One vector an atom.
  /// - Throws: As `makeCurvatureEvaluator` and `CurvatureEvaluator`.
  public func hessianVectorProduct(
    of configuration: Configuration, along direction: [SIMD3<Double>],
    options: EvaluationOptions = EvaluationOptions(precision: .double)
  ) throws -> [SIMD3<Double>] {
    var evaluator = try makeCurvatureEvaluator(for: [configuration], options: options)
    try evaluator.update(positions: configuration.positions)
    return try evaluator.hessianVectorProducts([direction])[0]
  }

  /// The Hessian ∂²E/∂R∂R of a configuration, all its periodic images of an atom moving together.
  ///
  /// Costs at most one Hessian-vector product a coordinate, so it grows with the square of the number of atoms; of
  /// density potentials it costs only as much as there are pairs.
  ///
  /// - Throws: As `makeCurvatureEvaluator` and `CurvatureEvaluator`.
  public func hessian(
    of configuration: Configuration, options: EvaluationOptions = EvaluationOptions(precision: .double)
  ) throws -> Hessian {
    var evaluator = try makeCurvatureEvaluator(for: [configuration], options: options)
    try evaluator.update(positions: configuration.positions)
    return try evaluator.hessians()[0]
  }
}
