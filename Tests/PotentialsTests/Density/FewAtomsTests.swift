import Atomistics
import Foundation
import Potentials
import Testing

/// A potential of one radial channel and l ≤ 1, small enough to be written out by hand.
private struct HandPotential {
  var potential: DensityPotential

  init() throws {
    let element = try #require(Element(symbol: "Ne"))
    potential = try DensityPotential(
      hyperparameters: DensityHyperparameters(
        cutoff: 4, radialScale: 1.5, radialBasisSize: 3, radialChannels: 1, angularChannels: 1,
        maximumDegree: 1, tripleDegree: 0, tripleChannels: 0, hiddenLayers: [1]),
      elements: [element], referenceEnergies: [-7.25])
    potential.energyScale = 2
    potential.featureMeans = [0.3, -0.2]
    potential.featureScales = [1.1, 0.7]
    // c, then weights, bias, output, skip and offset of the network.
    potential.parameters = [0.9, -0.4, 0.25, 0.6, -0.5, 0.15, 0.8, 0.3, 0.2, 0.05]
    #expect(potential.parameterBlocks.map(\.range.lowerBound) == [0, 3, 5, 6, 7, 9])
  }

  /// g(r) = (0.9 T₀ − 0.4 T₁ + 0.25 T₂) (1 − r²/16)⁴.
  func radial(_ r: Double) -> Double {
    guard r < 4 else { return 0 }
    let (y, end) = (1 / (1 + r * r / 2.25), 1 / (1 + 16 / 2.25))
    let x = 2 * (y - end) / (1 - end) - 1
    return (0.9 - 0.4 * x + 0.25 * (2 * x * x - 1)) * pow(1 - r * r / 16, 4)
  }

  /// The energy of an atom with two-body invariant `a` and three-body invariant `p`.
  func atom(_ a: Double, _ p: Double) -> Double {
    let (h1, h2) = (1.1 * (a - 0.3), 0.7 * (p + 0.2))
    return -7.25 + 2 * (0.8 * tanh(0.6 * h1 - 0.5 * h2 + 0.15) + 0.3 * h1 + 0.2 * h2 + 0.05)
  }

  func configuration(_ positions: [SIMD3<Double>]) -> Configuration {
    Configuration(elements: positions.map { _ in potential.elements[0] }, positions: positions)
  }
}

@Suite("Conformance: closed forms for one to three atoms")
struct FewAtomsTests {
  @Test("one atom has no neighbors: its invariants are zero")
  func one() throws {
    let hand = try HandPotential()
    let energy = try hand.potential.energy(hand.configuration([[3, -1, 2]]))
    #expect(abs(energy - hand.atom(0, 0)) < 1e-14 * 10)
  }

  @Test("two atoms", arguments: [0.9, 1.7, 3.2, 3.999, 4.5])
  func two(distance: Double) throws {
    let hand = try HandPotential()
    let pair = hand.configuration([[1, 1, 1], SIMD3(1, 1, 1) + distance * SIMD3(0.6, 0, -0.8)])
    let g = hand.radial(distance)
    #expect(try abs(hand.potential.energy(pair) - 2 * hand.atom(g, g * g)) < 1e-13)
  }

  @Test("three atoms: Σ_jk g_j g_k cos θ_jk")
  func three() throws {
    let hand = try HandPotential()
    let positions: [SIMD3<Double>] = [[0, 0, 0], [1.4, 0.2, 0], [-0.5, 1.9, 0.7]]
    var expected = 0.0
    for i in 0..<3 {
      let vectors = (0..<3).filter { $0 != i }.map { positions[$0] - positions[i] }
      let g = vectors.map { hand.radial($0.norm) }
      let cosine = vectors[0].dot(vectors[1]) / (vectors[0].norm * vectors[1].norm)
      expected += hand.atom(g[0] + g[1], g[0] * g[0] + g[1] * g[1] + 2 * g[0] * g[1] * cosine)
    }
    #expect(try abs(hand.potential.energy(hand.configuration(positions)) - expected) < 1e-13)
  }

  @Test("an untrained potential gives every atom exactly its reference energy")
  func referenceEnergies() throws {
    let elements = ["O", "H"].compactMap(Element.init(symbol:))
    let potential = try DensityPotential(
      hyperparameters: DensityHyperparameters(), elements: elements, referenceEnergies: [-431.5, -13.6])
    let water = Samples.configuration(["H", "O", "H"], count: 3, edge: 3, periodic: false)
    for precision in EvaluationOptions.Precision.allCases {
      let options = EvaluationOptions(precision: precision)
      #expect(try potential.evaluate([water], options).atomEnergies == [-13.6, -431.5, -13.6])
      let atom = Configuration(elements: [elements[0]], positions: [.zero])
      #expect(try potential.evaluate([atom], options).energies == [-431.5])
    }
  }

  @Test("the repulsion of a pair at short distance", arguments: [0.3, 0.9])
  func repulsion(distance: Double) throws {
    var hand = try HandPotential()
    hand.potential.repulsionRadii = [1.2]
    let pair = hand.configuration([.zero, [0, distance, 0]])
    // Ziegler, Biersack and Littmark for Z = 10, switched off between 0.6 and 1.2 Å.
    let length = 0.46850 / (2 * pow(10, 0.23))
    let x = distance / length
    let screening = 0.18175 * exp(-3.19980 * x) + 0.50986 * exp(-0.94229 * x)
      + 0.28022 * exp(-0.40290 * x) + 0.02817 * exp(-0.20162 * x)
    let u = min((1.2 - distance) / 0.6, 1)
    let switching = pow(u, 4) * (35 - 84 * u + 70 * u * u - 20 * u * u * u)
    let core = 14.399_645_478 * 100 / distance * screening * switching
    let g = hand.radial(distance)
    #expect(try abs(hand.potential.energy(pair) - 2 * hand.atom(g, g * g) - core) < 1e-9 * core)
  }

  @Test("the limit of single atoms: D (1 − ρ/ρ₀)⁴ with ρ = f_c(r) for a pair", arguments: [1.9, 2.6, 3.7, 4.5])
  func singleAtomLimit(distance: Double) throws {
    var hand = try HandPotential()
    hand.potential.singleAtomLimits = [SingleAtomLimit(energy: 1.9, neighbors: 0.3)]
    let pair = hand.configuration([.zero, [0, distance, 0]])
    let g = hand.radial(distance)
    let count = distance < 4 ? pow(1 - distance * distance / 16, 4) : 0
    // Only 1.9 Å, where f_c = 0.36, is neighbor enough.
    let limit = count < 0.3 ? 1.9 * pow(1 - count / 0.3, 4) : 0
    #expect((limit == 0) == (distance == 1.9))
    #expect(try abs(hand.potential.energy(pair) - 2 * (hand.atom(g, g * g) + limit)) < 1e-13)
  }

  @Test("two Lennard-Jones atoms", arguments: [1.0, 1.4, 2.5])
  func lennardJones(distance: Double) throws {
    let potential = Subject.lennardJones
    let pair = Configuration(
      elements: ["Ne", "Ar"].compactMap(Element.init(symbol:)), positions: [.zero, [0, 0, distance]])
    let (epsilon, sigma) = ((0.2 * 0.3).squareRoot(), 1.2)
    let sixth = pow(sigma / distance, 6)
    let (slope, curvature) = (
      4 * epsilon * (6 * sixth - 12 * sixth * sixth) / distance,
      4 * epsilon * (156 * sixth * sixth - 42 * sixth) / (distance * distance)
    )
    #expect(try abs(potential.energy(pair) - 4 * epsilon * (sixth * sixth - sixth)) < 1e-12)
    #expect(try abs(potential.forces(pair)[1].z + slope) < 1e-11)
    let hessian = try potential.hessian(of: pair)
    #expect(abs(hessian[5, 5] - curvature) < 1e-10 && abs(hessian[2, 5] + curvature) < 1e-10)
    #expect(abs(hessian[3, 3] - slope / distance) < 1e-10)
  }
}
