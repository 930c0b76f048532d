internal import Atomistics
internal import Potentials

/// Derivatives of the energy of one atom by central differences of sixth order.
///
///     f'(0) ≈ [45 (f₁ − f₋₁) − 9 (f₂ − f₋₂) + (f₃ − f₋₃)] / (60 h)
///
/// With h = 0.01 Å the error is h⁶ f⁽⁷⁾/140, some 1e-9 eV/Å for a bond, and rounding adds 1e-12 eV/Å.
struct AtomEnergyDifferences {
  private let configuration: Configuration
  private let potential: any Potential
  private let options: EvaluationOptions

  private static let step = 0.01
  private static let weights: [(offset: Double, weight: Double)] = [
    (1, 45), (-1, -45), (2, -9), (-2, 9), (3, 1), (-3, -1),
  ]

  init(_ configuration: Configuration, potential: any Potential, options: EvaluationOptions) {
    self.configuration = configuration
    self.potential = potential
    self.options = options
  }

  /// ∂E_i/∂R of atom i in eV/Å; costs 18 evaluations an atom, side by side for each atom that is moved.
  func gradient(ofAtom atom: Int) throws -> [SIMD3<Double>] {
    let count = configuration.count
    var evaluator = try potential.makeEvaluator(
      for: Array(repeating: configuration, count: 3 * Self.weights.count), options: options)
    return try (0..<count).map { moved in
      var positions: [SIMD3<Double>] = []
      for axis in 0..<3 {
        for (offset, _) in Self.weights {
          var copy = configuration.positions
          copy[moved][axis] += offset * Self.step
          positions += copy
        }
      }
      try evaluator.evaluate(positions: positions)
      var slope = SIMD3<Double>.zero
      for axis in 0..<3 {
        for (index, term) in Self.weights.enumerated() {
          let replica = axis * Self.weights.count + index
          slope[axis] += term.weight * evaluator.evaluation.atomEnergies[replica * count + atom]
        }
      }
      return slope / (60 * Self.step)
    }
  }
}
