package import Atomistics

extension DensityReference {
  /// The second derivative wᵀH u of the energy along two directions, by one hyper-dual energy.
  package func curvature(
    of configuration: Configuration, along u: [SIMD3<Double>], and w: [SIMD3<Double>]
  ) throws -> Double {
    let positions = configuration.positions.indices.map { atom in
      (0..<3).map { axis in
        HyperDual(
          configuration.positions[atom][axis], first: u[atom][axis], second: w[atom][axis], mixed: 0)
      }
    }
    return try energy(of: configuration, positions: positions).mixed
  }
}
