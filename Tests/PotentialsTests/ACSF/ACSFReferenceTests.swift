import Atomistics
import Potentials
import Testing

@Suite("The sweeps of symmetry functions against the reference implementation")
struct ACSFReferenceTests {
  @Test("energies and forces agree", arguments: ACSFSamples.all)
  func energiesAndForces(sample: ACSFSamples.Sample) throws {
    let symbols = sample.potential.elements.map(\.symbol)
    let reference = ACSFReference(sample.potential)
    for periodic in [false, true] {
      let configuration = Samples.configuration(symbols, count: 5, edge: 3.8, periodic: periodic)
      let energy = try reference.energy(of: configuration)
      let forces = try reference.forces(of: configuration)
      let scale = max(1, abs(energy), size(forces))
      // Rounding of Float64 and Float32 in sums over some thousand triples.
      for (precision, tolerance) in [(EvaluationOptions.Precision.double, 1e-12), (.single, 1e-5)] {
        let fast = try sample.potential.evaluate([configuration], EvaluationOptions(precision: precision))
        #expect(abs(fast.energies[0] - energy) < tolerance * scale)
        #expect(deviation(fast.forces, forces) < tolerance * scale)
      }
    }
  }

  @Test("second derivatives agree", arguments: ACSFSamples.all)
  func curvature(sample: ACSFSamples.Sample) throws {
    var generator = Samples.Generator(state: 61)
    let symbols = sample.potential.elements.map(\.symbol)
    let reference = ACSFReference(sample.potential)
    for periodic in [false, true] {
      let configuration = Samples.configuration(symbols, count: 5, edge: 3.8, periodic: periodic)
      let (u, w) = (generator.vectors(5), generator.vectors(5))
      let plain = try reference.curvature(of: configuration, along: u, and: w)
      let product = try sample.potential.hessianVectorProduct(of: configuration, along: u)
      #expect(abs(dot(w, product) - plain) < 1e-11 * max(1, size(product)))
    }
  }

  @Test("more atoms than a block takes, of several elements", arguments: ACSFSamples.all)
  func manyAtoms(sample: ACSFSamples.Sample) throws {
    let symbols = sample.potential.elements.map(\.symbol)
    let configuration = Samples.configuration(symbols, count: 45, edge: 7, periodic: true)
    let energy = try ACSFReference(sample.potential).energy(of: configuration)
    let fast = try sample.potential.evaluate([configuration])
    #expect(abs(fast.energies[0] - energy) < 1e-12 * abs(energy))
  }
}
