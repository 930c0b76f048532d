internal import Sobolev

/// A potential and the structures that it is timed on.
struct NEPSystem: Sendable {
  let name: String
  let symbols: [String]
  /// The angular cutoff in Å; the radial one is 6 Å.
  let angularCutoff: Double
  /// Cells along each axis: 216, about 1000 and about 8000 atoms.
  let sizes: [SIMD3<Int>]
  let structure: @Sendable (SIMD3<Int>, UInt64) throws -> Configuration

  static let copper = NEPSystem(
    name: "copper", symbols: ["Cu"], angularCutoff: 5, sizes: [[3, 3, 6], [5, 5, 10], [10, 10, 20]],
    structure: CopperCrystal.make)
  static let water = NEPSystem(
    name: "water", symbols: ["O", "H"], angularCutoff: 4, sizes: [[4, 3, 6], [7, 7, 7], [14, 14, 14]],
    structure: WaterCrystal.make)

  /// A potential with random parameters of the sizes that GPUMD's trainer chooses by default (n_max 4 4, basis_size 8 8,
  /// l_max 4 2 0, 30 neurons).
  func potential() throws -> NEPPotential {
    let elements = try symbols.map { symbol in
      guard let element = Element(symbol: symbol) else { throw BenchmarkError.elementUnknown(symbol) }
      return element
    }
    var potential = try NEPPotential(
      hyperparameters: NEPHyperparameters(
        version: .nep4, elementCount: elements.count, radialCutoff: 6, angularCutoff: angularCutoff,
        radialChannels: 5, angularChannels: 5, radialBasisSize: 9, angularBasisSize: 9, maximumDegree: 4,
        manyBodyTerms: [.triple222], neurons: 30),
      elements: elements, referenceEnergies: elements.map { _ in 0 })
    var generator = RandomGenerator(seed: 5)
    potential.parameters = potential.parameters.map { _ in 0.2 * generator.gaussian() }
    return potential.engineForm
  }
}
