public import Atomistics
public import Potentials

extension Potential {
  /// The Hessian ∂²E/∂R∂R of a structure by central differences of the forces in Float64.
  ///
  /// H_ab = −(F_b(R + h e_a) − F_b(R − h e_a)) / 2h, made symmetric. The error is about h² times the
  /// fourth derivative of the energy, near 10⁻⁶ of the Hessian for bonded atoms at the default step.
  ///
  /// - Parameters:
  ///   - configuration: N atoms.
  ///   - step: The displacement h in Å.
  ///   - threads: The number of threads.
  /// - Returns: 3N × 3N numbers in eV/Å² in row order, index 3·atom + axis.
  /// - Throws: `PotentialError` where an element is unknown or a result is not finite.
  /// - Complexity: 6N evaluations of energy and forces.
  public func hessian(
    of configuration: Configuration, step: Double = 1e-3, threads: Int = 1
  ) throws -> [Double] {
    let size = 3 * configuration.count
    // A few displaced copies side by side fill the processor; all 6N at once would need N² memory.
    let width = min(16, size)
    var evaluator = try makeEvaluator(
      for: Array(repeating: configuration, count: 2 * width),
      options: EvaluationOptions(threads: threads, precision: .double))
    var hessian = Array(repeating: 0.0, count: size * size)
    for start in stride(from: 0, to: size, by: width) {
      var positions: [SIMD3<Double>] = []
      for row in start..<start + width {
        for sign in [1.0, -1.0] {
          var displaced = configuration.positions
          if row < size { displaced[row / 3][row % 3] += sign * step }
          positions += displaced
        }
      }
      try evaluator.evaluate(positions: positions)
      let forces = evaluator.evaluation.forces
      for row in start..<min(start + width, size) {
        let plus = 2 * (row - start) * configuration.count
        let minus = plus + configuration.count
        for column in 0..<size {
          let (atom, axis) = (column / 3, column % 3)
          hessian[row * size + column] =
            -(forces[plus + atom][axis] - forces[minus + atom][axis]) / (2 * step)
        }
      }
    }
    for row in 0..<size {
      for column in 0..<row {
        let mean = (hessian[row * size + column] + hessian[column * size + row]) / 2
        hessian[row * size + column] = mean
        hessian[column * size + row] = mean
      }
    }
    return hessian
  }
}
