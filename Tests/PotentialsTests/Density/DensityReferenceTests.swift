import Atomistics
import Potentials
import Testing

@Suite("The density sweeps against the reference implementation")
struct DensityReferenceTests {
  @Test("energies and forces agree", arguments: Subject.density)
  func energiesAndForces(subject: DensitySubject) throws {
    let symbols = subject.potential.elements.map(\.symbol)
    let reference = DensityReference(subject.potential)
    for periodic in [false, true] {
      let configuration = Samples.configuration(symbols, count: 5, edge: 3.8, periodic: periodic)
      let energy = try reference.energy(of: configuration)
      let forces = try reference.forces(of: configuration)
      let scale = max(1, abs(energy), size(forces))
      // Rounding of Float64 and Float32 in sums over some hundred pairs.
      for (precision, tolerance) in [(EvaluationOptions.Precision.double, 1e-12), (.single, 1e-5)] {
        let fast = try subject.potential.evaluate([configuration], EvaluationOptions(precision: precision))
        #expect(abs(fast.energies[0] - energy) < tolerance * scale)
        #expect(deviation(fast.forces, forces) < tolerance * scale)
      }
    }
  }

  @Test("second derivatives agree", arguments: Subject.density)
  func curvature(subject: DensitySubject) throws {
    var generator = Samples.Generator(state: 61)
    let symbols = subject.potential.elements.map(\.symbol)
    let reference = DensityReference(subject.potential)
    for periodic in [false, true] {
      let configuration = Samples.configuration(symbols, count: 5, edge: 3.8, periodic: periodic)
      let (u, w) = (generator.vectors(5), generator.vectors(5))
      let plain = try reference.curvature(of: configuration, along: u, and: w)
      let product = try subject.potential.hessianVectorProduct(of: configuration, along: u)
      #expect(abs(dot(w, product) - plain) < 1e-11 * max(1, size(product)))
      // One entry of the matrix.
      var (first, second) = (u.map { _ in SIMD3<Double>.zero }, u.map { _ in SIMD3<Double>.zero })
      (first[1].y, second[3].z) = (1, 1)
      let entry = try reference.curvature(of: configuration, along: first, and: second)
      let hessian = try subject.potential.hessian(of: configuration)
      #expect(abs(hessian[4, 11] - entry) < 1e-11 * max(1, size(product)))
    }
  }
}
