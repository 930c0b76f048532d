import Potentials
import Testing

@Suite("Radial functions")
struct RadialBasisTests {
  private func values(_ basis: RadialBasis<Real<Double>>, _ square: Double) -> [Double] {
    let output = Scratch<Real<Double>>(capacity: basis.count)
    basis.evaluate(basis.point(squaredDistance: Real(square)), into: output.base)
    return (0..<basis.count).map { output.base[$0].real }
  }

  @Test("the reverse sweep is the derivative with respect to r²", arguments: 1...9)
  func reverse(count: Int) {
    let basis = RadialBasis<Real<Double>>(count: count, cutoff: 5, scale: 1.4)
    var generator = Samples.Generator(state: 95)
    let adjoint = Scratch<Real<Double>>(capacity: count)
    for index in 0..<count { adjoint.base[index] = Real(generator.uniform()) }
    for square in [0.8, 3.0, 11, 24] {
      let expected = derivative { step in
        values(basis, square + step).enumerated()
          .reduce(0) { $0 + adjoint.base[$1.offset].real * $1.element }
      }
      let found = basis.reverse(basis.point(squaredDistance: Real(square)), adjoint: adjoint.base).real
      #expect(abs(found - expected) < 1e-8 * max(1, abs(expected)))
    }
  }

  @Test("everything is zero at and beyond the cutoff, the derivative too")
  func cutoff() {
    let basis = RadialBasis<Real<Double>>(count: 6, cutoff: 5, scale: 1.4)
    let adjoint = Scratch<Real<Double>>(capacity: 6)
    adjoint.fill(6, with: Real(1))
    for square in [25.0, 25.0001, 30, 1e6] {
      #expect(values(basis, square).allSatisfy { $0 == 0 })
      #expect(basis.reverse(basis.point(squaredDistance: Real(square)), adjoint: adjoint.base).real == 0)
    }
    #expect(values(basis, 24.9).contains { $0 != 0 })
  }
}
