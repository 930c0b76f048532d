internal import Foundation

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
  /// The integrand is a polynomial of degree l1 + l2 + l3 on the sphere, which a product of
  /// Gauss-Legendre points in z and equidistant angles integrates exactly.
  package static func terms(_ l1: Int, _ l2: Int, _ l3: Int) -> [Term] {
    let total = l1 + l2 + l3
    let harmonics = SphericalHarmonics<Real<Double>>(degree: max(l1, l2, l3))
    let (nodes, weights) = gaussLegendre(count: total / 2 + 1)
    let angleCount = total + 1
    var sums = [Double](repeating: 0, count: (2 * l1 + 1) * (2 * l2 + 1) * (2 * l3 + 1))
    var values = [Real<Double>](repeating: .zero, count: harmonics.count)
    for (z, weight) in zip(nodes, weights) {
      let radius = (1 - z * z).squareRoot()
      for step in 0..<angleCount {
        let angle = 2 * Double.pi * Double(step) / Double(angleCount)
        values.withUnsafeMutableBufferPointer {
          guard let base = $0.baseAddress else { return }
          harmonics.evaluate(
            Real(radius * cos(angle)), Real(radius * sin(angle)), Real(z), into: base)
        }
        func component(_ l: Int, _ m: Int) -> Double { values[l * l - 1 + m].real }
        let share = weight / 2 / Double(angleCount)
        var index = 0
        for m1 in 0...2 * l1 {
          for m2 in 0...2 * l2 {
            let product = share * component(l1, m1) * component(l2, m2)
            for m3 in 0...2 * l3 {
              sums[index] += product * component(l3, m3)
              index += 1
            }
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

  /// Nodes and weights of Gauss-Legendre quadrature on [−1, 1], by Newton's method on P_n.
  package static func gaussLegendre(count: Int) -> (nodes: [Double], weights: [Double]) {
    var nodes: [Double] = []
    var weights: [Double] = []
    for index in 1...count {
      var x = cos(Double.pi * (Double(index) - 0.25) / (Double(count) + 0.5))
      var slope = 1.0
      for _ in 0..<50 {
        var (previous, current) = (1.0, x)
        for n in stride(from: 2, through: count, by: 1) {
          (previous, current) = (
            current, (Double(2 * n - 1) * x * current - Double(n - 1) * previous) / Double(n)
          )
        }
        slope = Double(count) * (x * current - previous) / (x * x - 1)
        let step = current / slope
        x -= step
        if abs(step) < 1e-15 { break }
      }
      nodes.append(x)
      weights.append(2 / ((1 - x * x) * slope * slope))
    }
    return (nodes, weights)
  }
}
