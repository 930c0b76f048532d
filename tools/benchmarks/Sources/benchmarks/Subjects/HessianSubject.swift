internal import Sobolev

/// The Hessian of one structure that stays where it is, neighbor lists included as they are
/// used: checked in every call but not built again.
final class HessianSubject {
  private var evaluator: any CurvatureEvaluator
  private let structure: Configuration
  private let directions: [[SIMD3<Double>]]?
  private let threads: Int

  /// - Parameter byColumns: Whether the Hessian is found as products with all unit vectors.
  init(
    _ potential: any TwiceDifferentiable, _ structure: Configuration, threads: Int = 1, precision: Precision,
    byColumns: Bool = false
  ) throws {
    self.structure = structure
    self.threads = threads
    evaluator = try potential.makeCurvatureEvaluator(
      for: [structure],
      options: EvaluationOptions(
        threads: threads, precision: precision == .single ? .single : .double, skin: 1e-6))
    directions = byColumns ? Self.unitVectors(structure.count) : nil
  }

  private static func unitVectors(_ atoms: Int) -> [[SIMD3<Double>]] {
    (0..<3 * atoms).map { coordinate in
      var direction = [SIMD3<Double>](repeating: .zero, count: atoms)
      direction[coordinate / 3][coordinate % 3] = 1
      return direction
    }
  }

  /// The calls as they are timed.
  func subject(_ name: String) -> Subject {
    Subject(name, atoms: structure.count, threads: threads) { [self] in
      try evaluator.update(positions: structure.positions)
      if let directions {
        _ = try evaluator.hessianVectorProducts(directions)
      } else {
        _ = try evaluator.hessians()
      }
    }
  }
}
