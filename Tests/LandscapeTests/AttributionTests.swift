import Atomistics
import Landscape
import Potentials
import Testing

@Suite("Attribution")
struct AttributionTests {
  private static func structure() throws -> (LabeledConfiguration, DensityPotential) {
    let potential = try ManyBodyCrystal.potential()
    var generator = RandomGenerator(seed: 2, stream: 3)
    let forces = ManyBodyCrystal.configuration.positions.map { _ in
      SIMD3(generator.gaussian(), generator.gaussian(), generator.gaussian())
    }
    let labels = Labels(energy: -1.3, forces: forces)
    return (LabeledConfiguration(ManyBodyCrystal.configuration, labels, name: "a"), potential)
  }

  @Test(
    "gradients are the slopes of the value",
    arguments: [
      Attribution.Quantity.energy, .atomEnergy(1), .energyError, .forceError,
    ])
  func gradient(quantity: Attribution.Quantity) throws {
    let (structure, potential) = try Self.structure()
    let attribution = try Attribution(of: quantity, in: structure, potential: potential)
    let h = 1e-3
    for atom in 0..<structure.configuration.count {
      for axis in 0..<3 {
        func value(_ offset: Double) throws -> Double {
          var copy = structure
          copy.configuration.positions[atom][axis] += offset * h
          return try Attribution(of: quantity, in: copy, potential: potential).value
        }
        let slope =
          (try 8 * (value(1) - value(-1)) - (value(2) - value(-2))) / (12 * h)
        // Fourth order: h⁴ times a fifth derivative of the order of 1e3.
        #expect(abs(attribution.gradient[atom][axis] - slope) < 1e-7 * max(1, abs(slope)))
      }
    }
  }

  @Test("the gradients of all atoms' energies add up to minus the forces")
  func sum() throws {
    let (structure, potential) = try Self.structure()
    let count = structure.configuration.count
    let all = try (0..<count).map {
      try Attribution(of: .atomEnergy($0), in: structure, potential: potential)
    }
    for atom in 0..<count {
      let total = all.reduce(SIMD3<Double>.zero) { $0 + $1.gradient[atom] }
      // The error of differences of sixth order.
      #expect((total + all[0].forces[atom]).norm < 1e-8)
    }
    let energy = try Attribution(of: .energy, in: structure, potential: potential)
    #expect(abs(energy.atomEnergies.reduce(0, +) - energy.value) < 1e-12)
    #expect(abs(all.reduce(0) { $0 + $1.value } - energy.value) < 1e-12)
  }

  @Test("missing labels and atoms are named")
  func errors() throws {
    var (structure, potential) = try Self.structure()
    structure.labels = Labels()
    #expect(throws: AttributionError.noLabel("forces", structure: "a")) {
      try Attribution(of: .forceError, in: structure, potential: potential)
    }
    #expect(throws: AttributionError.noLabel("energy", structure: "a")) {
      try Attribution(of: .energyError, in: structure, potential: potential)
    }
    #expect(throws: AttributionError.noAtom(3, structure: "a", count: 3)) {
      try Attribution(of: .atomEnergy(3), in: structure, potential: potential)
    }
  }
}
