import Atomistics
import Potentials
import Testing

@Suite("Quadrature on the sphere")
struct SphereQuadratureTests {
  /// ⟨x^a y^b z^c⟩ = (a − 1)!! (b − 1)!! (c − 1)!!/(a + b + c + 1)!! for even exponents, otherwise 0.
  private func average(_ a: Int, _ b: Int, _ c: Int) -> Double {
    func doubleFactorial(_ n: Int) -> Double {
      stride(from: n, to: 0, by: -2).reduce(1) { $0 * Double($1) }
    }
    guard [a, b, c].allSatisfy({ $0 % 2 == 0 }) else { return 0 }
    return doubleFactorial(a - 1) * doubleFactorial(b - 1) * doubleFactorial(c - 1)
      / doubleFactorial(a + b + c + 1)
  }

  @Test("monomials up to the degree are averaged exactly", arguments: 0...12)
  func exactness(degree: Int) {
    let grid = SphereQuadrature(degree: degree)
    #expect(grid.points.allSatisfy { abs($0.norm - 1) < 1e-14 })
    func power(_ x: Double, _ n: Int) -> Double { (0..<n).reduce(1) { value, _ in value * x } }
    for a in 0...degree {
      for b in 0...degree - a {
        for c in 0...degree - a - b {
          let found = zip(grid.points, grid.weights).reduce(0) {
            $0 + $1.1 * power($1.0.x, a) * power($1.0.y, b) * power($1.0.z, c)
          }
          #expect(abs(found - average(a, b, c)) < 1e-14)
        }
      }
    }
  }
}
