import Atomistics
import Foundation
import Potentials
import Testing

@Suite("Real spherical harmonics")
struct SphericalHarmonicsTests {
  private func values(_ harmonics: SphericalHarmonics<Real<Double>>, _ v: SIMD3<Double>) -> [Double] {
    let output = Scratch<Real<Double>>(capacity: harmonics.count)
    harmonics.evaluate(Real(v.x), Real(v.y), Real(v.z), into: output.base)
    return (0..<harmonics.count).map { output.base[$0].real }
  }

  private func legendre(_ l: Int, _ x: Double) -> Double {
    var (previous, current) = (1.0, x)
    for n in stride(from: 2, through: l, by: 1) {
      let next = (Double(2 * n - 1) * x * current - Double(n - 1) * previous) / Double(n)
      (previous, current) = (current, next)
    }
    return current
  }

  @Test("addition theorem Σ_m Y_lm(a) Y_lm(b) = P_l(a·b)", arguments: 1...8)
  func addition(degree: Int) {
    let harmonics = SphericalHarmonics<Real<Double>>(degree: degree)
    #expect(harmonics.count == (degree + 1) * (degree + 1) - 1)
    var generator = Samples.Generator(state: 91)
    for _ in 0..<5 {
      let (a, b) = (generator.vector(), generator.vector())
      let (u, v) = (a / a.norm, b / b.norm)
      let (first, second) = (values(harmonics, u), values(harmonics, v))
      for l in 1...degree {
        let range = l * l - 1..<(l + 1) * (l + 1) - 1
        let sum = range.reduce(0) { $0 + first[$1] * second[$1] }
        #expect(abs(sum - legendre(l, u.dot(v))) < 1e-13)
      }
    }
  }

  @Test("the first ones are y, z, x and the quadrupoles")
  func closedForms() {
    let v = SIMD3(0.48, -0.6, 0.64)
    let expected = [
      v.y, v.z, v.x, 3.0.squareRoot() * v.x * v.y, 3.0.squareRoot() * v.y * v.z,
      (3 * v.z * v.z - 1) / 2, 3.0.squareRoot() * v.x * v.z, 3.0.squareRoot() / 2 * (v.x * v.x - v.y * v.y),
    ]
    for (found, exact) in zip(values(SphericalHarmonics(degree: 2), v), expected) {
      #expect(abs(found - exact) < 1e-15)
    }
  }

  @Test("they are orthogonal: ⟨Y_lm Y_l'm'⟩ = δ δ/(2l + 1)")
  func orthogonality() {
    let degree = 4
    let harmonics = SphericalHarmonics<Real<Double>>(degree: degree)
    let grid = SphereQuadrature(degree: 2 * degree)
    var sums = [Double](repeating: 0, count: harmonics.count * harmonics.count)
    for (point, weight) in zip(grid.points, grid.weights) {
      let y = values(harmonics, point)
      for a in y.indices {
        for b in y.indices { sums[a * y.count + b] += weight * y[a] * y[b] }
      }
    }
    for a in 0..<harmonics.count {
      let l = Int(Double(a + 1).squareRoot())
      for b in 0..<harmonics.count {
        let expected = a == b ? 1 / Double(2 * l + 1) : 0
        #expect(abs(sums[a * harmonics.count + b] - expected) < 1e-14)
      }
    }
  }

  @Test("the reverse sweep is the gradient", arguments: [1, 2, 3, 5, 8])
  func reverse(degree: Int) {
    let harmonics = SphericalHarmonics<Real<Double>>(degree: degree)
    var generator = Samples.Generator(state: 92)
    let adjoint = Scratch<Real<Double>>(capacity: harmonics.count)
    for index in 0..<harmonics.count { adjoint.base[index] = Real(generator.uniform()) }
    let point = SIMD3(0.48, -0.6, 0.64)
    func weighted(_ v: SIMD3<Double>) -> Double {
      values(harmonics, v).enumerated().reduce(0) { $0 + adjoint.base[$1.offset].real * $1.element }
    }
    let found = harmonics.reverse(Real(point.x), Real(point.y), Real(point.z), adjoint: adjoint.base)
    for (axis, component) in [found.x.real, found.y.real, found.z.real].enumerated() {
      var direction = SIMD3<Double>.zero
      direction[axis] = 1
      let expected = derivative { weighted(point + $0 * direction) }
      #expect(abs(component - expected) < 1e-8 * max(1, abs(expected)))
    }
  }

  @Test("up to degree 4 they are written out: the same as the recurrences of degree 5", arguments: 1...4)
  func writtenOut(degree: Int) {
    let writtenOut = SphericalHarmonics<Real<Double>>(degree: degree)
    let recurrent = SphericalHarmonics<Real<Double>>(degree: 5)
    var generator = Samples.Generator(state: 17)
    for _ in 0..<5 {
      // Free variables: the reverse sweep must hold off the sphere as well.
      let v = generator.vector()
      for (a, b) in zip(values(writtenOut, v), values(recurrent, v)) { #expect(abs(a - b) < 1e-14) }
      var adjoint = [Real<Double>](repeating: .zero, count: recurrent.count)
      for index in 0..<writtenOut.count { adjoint[index] = Real(generator.vector().x) }
      adjoint.withUnsafeBufferPointer {
        guard let base = $0.baseAddress else { return }
        let a = writtenOut.reverse(Real(v.x), Real(v.y), Real(v.z), adjoint: base)
        let b = recurrent.reverse(Real(v.x), Real(v.y), Real(v.z), adjoint: base)
        #expect(abs(a.x.real - b.x.real) < 1e-13)
        #expect(abs(a.y.real - b.y.real) < 1e-13)
        #expect(abs(a.z.real - b.z.real) < 1e-13)
      }
    }
  }
}
