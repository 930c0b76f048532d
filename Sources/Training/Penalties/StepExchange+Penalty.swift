internal import Atomistics
internal import Potentials

extension StepExchange {
  /// Measures the size s of a derivative and sets the coefficients of its gradient times f′(s).
  ///
  /// - Parameters:
  ///   - position: The structure; for a Taylor expansion that where it starts, the next one being that where it ends.
  ///   - direction: The step of a Taylor expansion, which was its probe.
  ///   - penalty: The penalty f(s) and its derivative f′(s).
  /// - Returns: f(s).
  func penalize(
    _ derivative: DerivativePenalty.Derivative, _ position: Int, direction: [SIMD3<Double>],
    _ penalty: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    switch derivative {
    case .gradient:
      penalizeNorm(of: force, position, penalty) { setDisplacement(-$1, atom: $0) }
    case .curvature:
      penalizeNorm(of: product, position, penalty) { setProductCoefficient($1, atom: $0) }
    case .taylor:
      penalizeRemainder(position, direction, penalty)
    }
  }

  /// s = |x| / √3N for a vector x = ∓∇E or H u, with ∂s/∂x = x / (|x| √3N).
  private func penalizeNorm(
    of vector: (Int) -> SIMD3<Double>, _ position: Int, _ penalty: (Double) -> (value: Double, slope: Double),
    setCoefficient: (Int, SIMD3<Double>) -> Void
  ) -> Double {
    let atoms = atoms(of: position)
    let root = Double(3 * atoms.count).squareRoot()
    let norm = atoms.reduce(0) { $0 + vector($1).dot(vector($1)) }.squareRoot()
    let (value, slope) = penalty(norm / root)
    // Where x vanishes, zero is a subgradient.
    let scale = norm > 0 ? slope / (norm * root) : 0
    for atom in atoms { setCoefficient(atom, scale * vector(atom)) }
    return value
  }

  /// s = |T| / N with T = E(R+d) − E(R) − d·∇E − ½ dᵀH d, which is linear in the energies, ∇E and H d.
  private func penalizeRemainder(
    _ position: Int, _ step: [SIMD3<Double>], _ penalty: (Double) -> (value: Double, slope: Double)
  ) -> Double {
    let atoms = atoms(of: position)
    var remainder = energy(position + 1) - energy(position)
    for (atom, d) in zip(atoms, step) { remainder += d.dot(force(atom) - 0.5 * product(atom)) }
    let (value, slope) = penalty(abs(remainder) / Double(atoms.count))
    let scale = (remainder < 0 ? -slope : slope) / Double(atoms.count)
    setEnergyCoefficient(scale, structure: position + 1)
    setEnergyCoefficient(-scale, structure: position)
    for (atom, d) in zip(atoms, step) {
      setDisplacement(-scale * d, atom: atom)
      setProductCoefficient(-0.5 * scale * d, atom: atom)
    }
    return value
  }
}
