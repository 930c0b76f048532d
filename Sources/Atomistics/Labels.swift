/// Reference values of one configuration; whatever was not computed is `nil`.
public struct Labels: Hashable, Sendable {
  /// The total energy in eV.
  public var energy: Double?

  /// The forces −∂E/∂R in eV/Å, one an atom.
  public var forces: [SIMD3<Double>]?

  /// The virial −∂E/∂strain in eV (symmetric; −volume × stress).
  public var virial: Matrix3?

  /// The Hessian ∂²E/∂R∂R in eV/Å², 3N × 3N in row order, index 3·atom + axis.
  public var hessian: [Double]?

  /// A direction along which second derivatives matter, such as the tangent of a reaction path: one vector an atom, of
  /// any length.
  public var direction: [SIMD3<Double>]?

  /// Creates labels; every one may be left out.
  public init(
    energy: Double? = nil, forces: [SIMD3<Double>]? = nil, virial: Matrix3? = nil,
    hessian: [Double]? = nil, direction: [SIMD3<Double>]? = nil
  ) {
    self.energy = energy
    self.forces = forces
    self.virial = virial
    self.hessian = hessian
    self.direction = direction
  }
}
