import Atomistics
import Foundation
import Potentials
import Testing

@Suite("Nuclear repulsion")
struct NuclearRepulsionTests {
  private let repulsion: NuclearRepulsion

  init() throws {
    repulsion = NuclearRepulsion(
      try #require(Element(symbol: "Si")), try #require(Element(symbol: "O")), outerRadius: 1.6)
  }

  private func evaluate(_ r: Double) -> (energy: Double, slope: Double) {
    let (energy, slope) = repulsion.evaluate(distance: Real(r), inverse: Real(1 / r))
    return (energy.real, slope.real)
  }

  @Test("the slope is the derivative", arguments: [0.2, 0.5, 0.79, 0.81, 1.1, 1.55, 1.7])
  func slope(distance: Double) {
    let expected = derivative(step: 1e-4) { evaluate(distance + $0).energy }
    // Steps of 10⁻⁴ Å: rounding of 10⁻¹⁶ E/10⁻⁴.
    let (energy, slope) = evaluate(distance)
    #expect(abs(slope - expected) < 1e-10 * max(1, energy))
  }

  @Test("without switching it is Coulomb's law with the universal screening")
  func closedForm() {
    let r = 0.5
    let x = r * (pow(14, 0.23) + pow(8, 0.23)) / 0.46850
    let screening = 0.18175 * exp(-3.19980 * x) + 0.50986 * exp(-0.94229 * x)
      + 0.28022 * exp(-0.40290 * x) + 0.02817 * exp(-0.20162 * x)
    let expected = 14.399_645_478 * 14 * 8 / r * screening
    #expect(abs(evaluate(r).energy - expected) < 1e-9 * expected)
  }

  /// The switched energy differs from 0 outside, and from the full energy inside, by the fourth power of
  /// the depth: three derivatives are continuous.
  @Test("three derivatives are continuous at both ends of the switch")
  func continuity() {
    let outer = [0.02, 0.01].map { evaluate(1.6 - $0).energy }
    #expect(abs(log2(outer[0] / outer[1]) - 4) < 0.15)
    #expect(evaluate(1.6).energy == 0 && evaluate(1.6).slope == 0 && evaluate(2).energy == 0)
    // The same pair with a switch that begins much farther out.
    func full(_ r: Double) -> Double {
      let wide = NuclearRepulsion(Element(atomicNumber: 14)!, Element(atomicNumber: 8)!, outerRadius: 4)
      return wide.evaluate(distance: Real(r), inverse: Real(1 / r)).energy.real
    }
    let inner = [0.02, 0.01].map { full(0.8 + $0) - evaluate(0.8 + $0).energy }
    #expect(abs(log2(inner[0] / inner[1]) - 4) < 0.15)
    #expect(abs(evaluate(0.8).energy - full(0.8)) < 1e-12 * full(0.8))
  }

  @Test("hyper-dual numbers give its derivatives")
  func jets() {
    let r = HyperDual(real: 1.1, first: 1, second: 1, top: 0)
    let (energy, slope) = repulsion.evaluate(distance: r, inverse: r.reciprocal())
    #expect(abs(energy.first - slope.real) < 1e-11 * abs(slope.real))
    #expect(abs(energy.top - slope.first) < 1e-11 * abs(slope.first))
    let curvature = derivative(step: 1e-4) { evaluate(1.1 + $0).slope }
    #expect(abs(energy.top - curvature) < 1e-8 * abs(curvature))
  }

  @Test("it does not depend on the order of the elements")
  func symmetry() throws {
    let swapped = NuclearRepulsion(
      try #require(Element(symbol: "O")), try #require(Element(symbol: "Si")), outerRadius: 1.6)
    #expect(swapped.strength == repulsion.strength && swapped.inverseLength == repulsion.inverseLength)
  }
}
