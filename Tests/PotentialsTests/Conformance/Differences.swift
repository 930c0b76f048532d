/// f'(0) by the central difference of fourth order, error step⁴ f⁽⁵⁾/30.
func derivative(step: Double = 1e-3, of f: (Double) throws -> Double) rethrows -> Double {
  let near = try f(step) - f(-step)
  let far = try f(2 * step) - f(-2 * step)
  return (8 * near - far) / (12 * step)
}

/// The same for vectors.
func derivative(
  step: Double = 1e-3, of f: (Double) throws -> [SIMD3<Double>]
) rethrows -> [SIMD3<Double>] {
  let values = try [f(step), f(-step), f(2 * step), f(-2 * step)]
  return values[0].indices.map { index in
    (8 * (values[0][index] - values[1][index]) - (values[2][index] - values[3][index])) / (12 * step)
  }
}
