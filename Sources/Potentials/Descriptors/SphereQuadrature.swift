internal import Foundation

/// Points on the unit sphere whose weighted sum is the exact average of polynomials up to a degree.
package struct SphereQuadrature: Sendable {
  /// Unit vectors.
  package let points: [SIMD3<Double>]

  /// Weights that add up to 1.
  package let weights: [Double]

  /// A product of Gauss-Legendre points in z and equidistant angles.
  package init(degree: Int) {
    let (nodes, nodeWeights) = SphereQuadrature.gaussLegendre(count: degree / 2 + 1)
    var points: [SIMD3<Double>] = []
    var weights: [Double] = []
    for (z, weight) in zip(nodes, nodeWeights) {
      let radius = (1 - z * z).squareRoot()
      for step in 0...degree {
        let angle = 2 * Double.pi * Double(step) / Double(degree + 1)
        points.append(SIMD3(radius * cos(angle), radius * sin(angle), z))
        weights.append(weight / 2 / Double(degree + 1))
      }
    }
    self.points = points
    self.weights = weights
  }

  /// Nodes and weights of Gauss-Legendre quadrature on [−1, 1], by Newton's method on P_n.
  private static func gaussLegendre(count: Int) -> (nodes: [Double], weights: [Double]) {
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
