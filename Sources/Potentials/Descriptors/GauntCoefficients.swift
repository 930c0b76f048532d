/// Couplings of three real spherical harmonics to an invariant.
package enum GauntCoefficients {
  /// One non-zero coupling; components are given as l + m.
  package struct Term: Sendable, Equatable {
    package var first: Int
    package var second: Int
    package var third: Int
    package var value: Double
  }

  /// All non-zero averages (1/4π) ∫ Y_l1m1 Y_l2m2 Y_l3m3 dΩ for one triple of degrees, in Racah's
  /// normalization.
  ///
  /// The integrand is a polynomial of degree l1 + l2 + l3, which the quadrature averages exactly.
  package static func terms(_ l1: Int, _ l2: Int, _ l3: Int) -> [Term] {
    let harmonics = SphericalHarmonics<Real<Double>>(degree: max(l1, l2, l3))
    let grid = SphereQuadrature(degree: l1 + l2 + l3)
    var sums = [Double](repeating: 0, count: (2 * l1 + 1) * (2 * l2 + 1) * (2 * l3 + 1))
    var values = [Real<Double>](repeating: .zero, count: harmonics.count)
    for (point, weight) in zip(grid.points, grid.weights) {
      values.withUnsafeMutableBufferPointer {
        guard let base = $0.baseAddress else { return }
        harmonics.evaluate(Real(point.x), Real(point.y), Real(point.z), into: base)
      }
        func component(_ l: Int, _ m: Int) -> Double { values[l * l - 1 + m].real }
        var index = 0
        for m1 in 0...2 * l1 {
          for m2 in 0...2 * l2 {
            let product = weight * component(l1, m1) * component(l2, m2)
            for m3 in 0...2 * l3 {
              sums[index] += product * component(l3, m3)
              index += 1
            }
          }
        }
    }
    return sums.indices.filter { abs(sums[$0]) > 1e-12 }.map { index in
      Term(
        first: index / ((2 * l2 + 1) * (2 * l3 + 1)), second: index / (2 * l3 + 1) % (2 * l2 + 1),
        third: index % (2 * l3 + 1), value: sums[index])
    }
  }
}
